"""The paper questionnaire: a tree as questions to tick, arrows to follow and ends."""
