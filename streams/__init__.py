"""What flows and how it gets in: messages, topics, the log, the broker, sources."""
