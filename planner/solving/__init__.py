"""From a scenario to a verified plan: as one model, or province by province."""
