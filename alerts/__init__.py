"""Who is told, when and how: rules, decisions, delivery, channels."""
