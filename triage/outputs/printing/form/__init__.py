"""What stands on a questionnaire, and which tick leads where."""
