"""The pages, one module each: functions from the graph, and what is asked, to what a template shows."""
