"""The access log and the event stream: rows are only added."""
