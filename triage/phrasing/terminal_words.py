"""Every word that the terminal says by itself; what a tree says comes from its file."""

from __future__ import annotations

from typing import Final

from triage.phrasing.phrases import counted

# --- on every screen
EMERGENCY: Final = "Emergency? Call {number}."
SO_FAR: Final = "From what you have told so far: {disposition}."
PROGRESS: Final = "Question {number}, at most {left} to go"
PROGRESS_LAST: Final = "Question {number}, the last one"
PROGRESS_EXTRA: Final = "Extra question, {left} left"
KEY_BACK: Final = "back"
KEY_WHY: Final = "why"
KEY_WORRIED: Final = "worried anyway"
KEY_SKIP: Final = "skip"
KEY_REGION: Final = "other country"
KEY_KEEP: Final = "keep my answers"
KEY_QUIT: Final = "stop and save"
KEY_STOP: Final = "stop"
KEY_FINISH: Final = "finish"
YOUR_ANSWER: Final = "Your answer: "

# --- answers
NONE_OF_THESE: Final = "none of these"
NONE_OF_THE_OTHERS: Final = "none of the others"
MARK_YES: Final = "yes"
MARK_NOT_SURE: Final = "not sure"
BEFORE: Final = "you said this before"
BEFORE_NUMBER: Final = "You said {number} before."
NUMBER_RANGE: Final = "A number from {low} to {high}{unit}."
NUMBER_PROMPT: Final = "Your number:"
NOTE_LENGTH: Final = "Up to {most} letters, in your own words."
NOTE_PROMPT: Final = "Your words:"
BEFORE_NOTE: Final = "You wrote before: {words}"
ANSWER_PROMPT: Final = "Your answer:"
CONVERTED: Final = "{typed}: {amount}."
CONVERTED_MONTHS: Final = "{typed}: {amount}, with 30 days to a month and 365 to a year."
IS_THAT_RIGHT: Final = "Is that right?"
RIGHT: Final = "yes"
TYPE_ANEW: Final = "no, I will type it again"

# --- how to answer, in the plain front
HOW_TO_CHOOSE: Final = "Type {keys}, then press Enter."
ONE_OF_ROWS: Final = "a number from {first} to {last}"
HOW_TO_TICK: Final = (
    "Type the numbers of all that are so, like: 1 3. For one you are not sure of, add a u, "
    "like: 2u. A minus takes a mark away, like: -1. Type 0 for {rest}."
)
HOW_TO_TICK_SURE: Final = (
    "Type the numbers of all that are so, like: 1 3. A minus takes a mark away, like: -1. "
    "Type 0 for {rest}."
)
HOW_TO_NUMBER: Final = "Type the number, then press Enter."
HOW_TO_WRITE: Final = "Write it on one line, then press Enter. Type 0 for nothing to add."
HOW_TO_CONFIRM: Final = "Press Enter."
OR_KEEP: Final = "Enter alone keeps what you said before."

# --- how to answer, in the rich front
TOUCH_CHOOSE: Final = "Arrows, or type what stands in front; then Enter"
TOUCH_TICK: Final = "Space ticks · u not sure · or type the numbers · Enter goes on"
TOUCH_NUMBER: Final = "Type the number, then Enter"
TOUCH_WRITE: Final = "Write it, then Enter · 0 for nothing to add · a key alone, then Enter"
TOUCH_CONFIRM: Final = "Enter goes on"
TOUCH_TYPED: Final = "Enter takes it · Ctrl-U clears it · Esc goes back"
MORE_BELOW: Final = "more below: Page Down"
MORE_ABOVE: Final = "more above: Page Up"

# --- what was wrong with a reply
NOTHING_CHOSEN: Final = "Nothing is chosen yet, so nothing was answered."
NOT_AN_ANSWER: Final = "“{typed}” is not one of the answers here."
NOT_A_NUMBER: Final = "“{typed}” does not fit. Please give {expected}."
NOT_A_NOTE: Final = (
    "That could not be kept: {found}. Please write at most {most} letters, without special signs."
)
WHOLE_NUMBER: Final = "a whole number from {low} to {high}{unit}"
STEPPED_NUMBER: Final = "a number from {low} to {high}{unit}, in steps of {step}"
TOO_LONG: Final = "That is too long for an answer, so it was not taken."
MARKED_TWICE: Final = "“{typed}” is marked twice, in two ways."
TOO_EARLY: Final = "What was typed before this page could be read was not taken."
NO_SUCH_KEY: Final = "“{typed}” does nothing here."
ALWAYS_SURE: Final = "“{label}” can only be yes or no."
POINT_FIRST: Final = "Point at a line first, with the arrow keys."
LOOK_AT_ALL: Final = "The list goes on. Look at all of it first."
TICK_SOMETHING: Final = "Mark what is so, or choose “{rest}”."
ANY_OTHERS: Final = "Is any of the others so too? If not, choose “{rest}”."
NOTHING_BEFORE: Final = "This is the first question."
CANNOT_SKIP: Final = "This question decides where to send you, so it cannot be skipped."

# --- the first screen
FOR: Final = "For: {text}"
NOT_FOR: Final = "Not for: {text}"
DRAFT: Final = (
    "This is a draft. No clinician has signed it yet. It does not tell you what you have; "
    "it helps you decide who to see and how soon."
)
REVIEWED: Final = (
    "Checked by {by} ({role}) on {on}. It does not tell you what you have; it helps you decide "
    "who to see and how soon."
)
WITHDRAWN: Final = "This was withdrawn and should not be used. Ask a doctor or a physio instead."
OVERDUE: Final = (
    "These questions and this advice were due to be checked again by {on}, so parts of them may "
    "be out of date."
)
NUMBERS_OF: Final = "Phone numbers are for: {region}. If that is wrong, use r."
NUMBERS_OF_NOBODY: Final = "It is not known which country you are in. Use r to choose it."
WHO_ANSWERS: Final = "Who is this about?"
ABOUT_ME: Final = "me"
ABOUT_OTHER: Final = "someone else, I answer for them"
READY: Final = "Ready?"
READY_OTHER: Final = "You answer for someone else. Ready?"
START: Final = "start"
WHICH_TREE: Final = "What is it about?"
WHICH_COUNTRY: Final = "Which country are you in?"
ELSEWHERE: Final = "another country"

# --- saved answers
SAVED_BEFORE: Final = "You stopped on {on}. Go on from there?"
SAVED_BEFORE_UNDATED: Final = "You stopped before the end. Go on from there?"
GO_ON: Final = "go on"
START_ANEW: Final = "start again from the first question"
DAMAGED: Final = "The answers you saved cannot be read. The file was put aside:"
OTHER_VERSION: Final = "The questions have changed since then. Answers that still fit were kept."
NO_LONGER_FIT: Final = "These answers no longer fit and are asked again: {labels}."
ASKED_AFRESH: Final = (
    "Danger signs can change from one day to the next, so you are asked about them again."
)

# --- looking again
REVIEW_TITLE: Final = "Looking again: {title}"
REVIEW_OF: Final = "You answered on {on}."
REVIEW_OF_UNDATED: Final = "You answered before."
REVIEW_LED: Final = "The answers then led to: {disposition}."
REVIEW_LED_NOWHERE: Final = "The answers then did not lead to a result."
REVIEW_ASKS: Final = "Danger signs, and all that can have changed, are asked again."
REVIEW_KEEPS: Final = "Kept from then, as it cannot change: {answers}."
CHANGED_SINCE: Final = "What has changed since {on}"
CHANGED: Final = "What has changed"
REVIEW_OFFER: Final = "Look again, from those answers?"
LOOK_AGAIN_NOW: Final = "look again"
WILL_KEEP: Final = "Your answers will be kept when you finish, for when you look again."
KEPT_TO_LOOK_AGAIN: Final = "Your answers are kept for when you look again. Only you can read them:"
TO_LOOK_AGAIN: Final = "To look again, type:"

# --- why is this asked
WHY_TITLE: Final = "Why is this asked?"
WHY_EACH: Final = "Why are these asked?"
HOW_TO_FIND_OUT: Final = "How to find out: {text}"
ON_WHOSE_WORD: Final = "Source: {text}"
ON_JUDGEMENT: Final = "The authors' own judgement: {text}"
NO_REASON: Final = "No reason is written down for this question."
BACK_TO_QUESTION: Final = "back to where I was"

# --- I am worried anyway
WORRIED_TITLE: Final = "You are worried. That is reason enough to call."
WORRIED_WHY: Final = (
    "You do not need to be sure, and you do not need to finish these questions. No one will mind."
)
WORRIED_NOW: Final = (
    "If it could be serious, or is quickly getting worse: call {number}, or go to {department}."
)
WORRIED_TODAY: Final = "To talk to someone today: contact {advice}."
WORRIED_DOCTOR: Final = "If it can wait a little: see {doctor}."

# --- contradictions
CANNOT_BOTH: Final = "Some answers do not fit together. Which one should be changed?"
THESE_ANSWERS: Final = "You said: {text}."
CHANGE: Final = "{label} (you said: {answer})"
DO_NOT_FIT: Final = "These answers do not fit together: {text}. Use b to correct one."

# --- the result
# The headings of what to do, by the phase of the plan.
PLAN: Final[dict[str | None, str]] = {
    None: "What to do",
    "today": "What to do today",
    "this week": "What to do this week",
    "when settled": "What to do when it has settled",
}
WHAT_NOT_TO_DO: Final = "What not to do"
NOT_NOW: Final = "Not now: {text} (because of: {because})"
WATCH: Final = "Watch out for"
LOOK_AGAIN: Final = "When to look again"
LOOK_AGAIN_ON: Final = "On {on} ({days}), or at once if it gets worse."
EXPECT: Final = "What to expect"
TELL: Final = "What to tell the {who}"
WHY: Final = "Why"
ON_WORD_OF: Final = "{text} (source: {sources})"
ON_JUDGEMENT_OF: Final = "{text} (the authors' own judgement: {judgement})"
NOES: Final = "You said no to {count}. Use ? to see all of them, with their sources."
ALL_REASONS: Final = "What this rests on"
ANSWERS: Final = "Your answers, the last one first"
ADVICE: Final = "The advice"
DOSE: Final = "How much: {dose}"
TOO_MUCH: Final = "Too much when: {text}"
IS_DISPUTED: Final = "Not all sources agree on this. Use ? to see what they say."
DISPUTED: Final = "Others disagree. {text}"
WHO_PHYSIO: Final = "physio"
WHO_DOCTOR: Final = "doctor"
WHO_AMBULANCE: Final = "emergency team"
WHO_EITHER: Final = "physio or doctor, if you see one"
TREE_LINE: Final = "{id} {version}, {digest}"
DRAFT_SHORT: Final = "Draft, not yet signed by a clinician. It does not tell you what you have."
MORE_QUESTIONS: Final = "{count} can make the advice fit better. They cannot change who to see."
ANSWER_MORE: Final = "answer {count}"
SHOW_ADVICE: Final = "show the advice now"
FINISH: Final = "finish"
REFINE_HEADING: Final = "Which of these are so?"
CLOSING: Final = "Take care. If anything gets worse, ask again or call."
SAVED_DELETED: Final = "The answers saved earlier were deleted."
NOT_DELETED: Final = "The answers saved earlier are still there: {reason}."

# --- stopping before the end
STOPPED: Final = "Stopped before the end, so there is no result yet."
DO_NOT_WAIT: Final = "Do not wait for the rest of the questions."
AT_LEAST_CALL: Final = "Call {number} now."
AT_LEAST_CONTACT: Final = "Contact {advice}."
NOT_ALL_CLEAR: Final = "Nothing so far says that it is harmless. If you are worried, call someone."
SAVED: Final = "Your answers are saved. Only you can read the file:"
NOTHING_TO_SAVE: Final = "Nothing was answered, so nothing was saved."
NOT_SAVED: Final = "Your answers could not be saved: {reason}."
NO_HOME: Final = "no place to keep them is known; set HOME, or name a file with --save"
TO_RESUME: Final = "To go on, type:"
TO_FORGET: Final = "To delete them, type:"
COMMAND_ASK: Final = "{program} ask {tree}"
COMMAND_RESUME: Final = "{program} ask {tree} --resume {path}"
COMMAND_REVIEW: Final = "{program} ask {tree} --review {path}"
COMMAND_FORGET: Final = "{program} ask {tree} --forget"
COMMAND_FORGET_FILE: Final = "{program} ask {tree} --resume {path} --forget"

# --- keeping answers as they are given
# Each on one line of 80 columns, as the choices below must stay in sight.
KEPT_AS_GIVEN: Final = "Your answers are kept where only you can read them; --no-save keeps none."
KEPT_AND_SAVED: Final = "Your answers are kept as you go, and in the end in {path}."
NOTHING_KEPT: Final = "Nothing that you answer is kept: when you stop, it is gone."
KEPT_APART: Final = (
    "These questions are open in another window, too. Your answers here are kept in a file of "
    "their own."
)
CANNOT_KEEP: Final = "You can go on, but if this window closes, your answers are lost: {reason}."
NOT_SAVED_AS_ASKED: Final = "Nothing was saved, as you asked."
NOT_IN_NAMED: Final = "Your answers could not be saved in the file that you named: {reason}."

# --- forgetting
IN_USE: Final = "Not deleted, as it is in use in another window: {path}"
DELETED: Final = "Deleted: {path}"
NOTHING_SAVED: Final = "There are no saved answers to delete."

# --- fronts
NO_RICH: Final = "You can answer by typing. Arrow keys need a library, which this command installs:"

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ON_DAY: Final = "{day} {month} {year}"


def short_questions(number: int) -> str:
    """Return a number of refining questions."""
    return counted(number, "short question")


def other_signs(number: int) -> str:
    """Return a number of signs that were denied."""
    return counted(number, "other sign")


def in_days(number: int) -> str:
    """Return how far off a day is."""
    return "in " + counted(number, "day")
