"""What a plan says of itself against the recomputation: one module for each kind of table."""
