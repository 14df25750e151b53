"""Questions to a plan that are answered by solving its scenario again with one thing changed."""
