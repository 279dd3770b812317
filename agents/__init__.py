"""What reads the streams and what it recognises: event kinds, stories, the stages, the desk."""
