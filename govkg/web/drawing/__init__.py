"""What is drawn: timelines, networks, and what surrounds one thing. Pictures are text and links, made on the server."""
