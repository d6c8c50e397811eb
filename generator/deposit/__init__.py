"""What is handed in: the kit of files to deposit, the proof of where they come from, the archive of what was sent."""
