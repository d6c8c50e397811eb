"""What others wrote, in other formats, made into files of ours."""
