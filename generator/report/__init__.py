"""What people and machines read of a build: terminal, JSON, GitHub annotations."""
