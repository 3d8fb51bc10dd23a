"""What programs get: data, pictures, calendars, answers. One module each, functions from what is asked to a file."""
