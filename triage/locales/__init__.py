"""Countries with their phone numbers and words, and the languages of trees."""
