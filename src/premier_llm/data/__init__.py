"""What a model learns from: word lists, texts, windows; and the classroom filter."""
