"""The model: columns, rules, goals, and the integer matrix they make."""
