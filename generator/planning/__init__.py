"""When: the calendar of possible days, the exact scheduler, and why a plan is impossible."""
