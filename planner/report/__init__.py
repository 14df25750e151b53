"""What a planner reads: summary, charts, and how the terminal tells things."""
