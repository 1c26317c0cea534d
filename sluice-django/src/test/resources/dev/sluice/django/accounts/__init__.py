"""A Django application with users of its own."""
