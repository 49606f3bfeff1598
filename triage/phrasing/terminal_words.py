"""Every word that the terminal says by itself; what a tree says comes from its file."""

from __future__ import annotations

from typing import Final

from triage.words import N_, ngettext

# --- on every screen
EMERGENCY: Final = N_("Emergency? Call {number}.")
SO_FAR: Final = N_("From what you have told so far: {disposition}.")
PROGRESS: Final = N_("Question {number}, at most {left} to go")
PROGRESS_LAST: Final = N_("Question {number}, the last one")
PLACE_ON_PAGE: Final = N_("{number} of {total} on this page")
FILLED_IN: Final = N_("{label}: {answer}")
PROGRESS_EXTRA: Final = N_("Extra question, {left} left")
KEY_HANDOUT: Final = N_("handout")
KEY_SUMMARY: Final = N_("summary")
KEY_COPY: Final = N_("copy")
KEY_DAY: Final = N_("calendar")
KEY_BACK: Final = N_("back")
KEY_WHY: Final = N_("why")
KEY_WHY_RESULT: Final = N_("reasons")
KEY_WORRIED: Final = N_("worried anyway")
KEY_SKIP: Final = N_("skip")
KEY_REGION: Final = N_("choose the country")
KEY_COUNTRY: Final = N_("numbers: {country}")
KEY_KEEP: Final = N_("keep my answers")
KEY_QUIT: Final = N_("stop and save")
KEY_STOP: Final = N_("stop")
KEY_FINISH: Final = N_("finish")
YOUR_ANSWER: Final = N_("Your answer: ")
SECTION_SAFETY: Final = N_("Danger signs")
SECTION_YOU: Final = N_("About you")
SECTION_OTHER: Final = N_("About them")
SECTION_COURSE: Final = N_("How it is")

# --- what the keys do, by the name of the key
KEYS_TITLE: Final = N_("What the keys do here")
KEYS: Final = {
    "HANDOUT": N_("write a handout to print or to read again, as a PDF"),
    "SUMMARY": N_("write a summary for whoever sees you next, as a PDF"),
    "COPY": N_("copy where to go and whom to call; it does not say what it is about"),
    "DAY": N_("write a file for your calendar: the day to look again"),
    "KEEP": N_("keep the answers, to look again from them"),
    "BACK": N_("go back; Esc does the same"),
    "WHY": N_("say why, or this page where there is no why"),
    "WORRIED": N_("whom to call when you are worried, whatever the answers are"),
    "SKIP": N_("skip the question"),
    "REGION": N_("choose the country whose phone numbers are shown"),
    "QUIT": N_("stop, or finish once you know where to go; Ctrl-C does the same"),
}
MOVING: Final = (
    N_("Space or Page Down, Page Up, Home, End: read on, and back"),
    N_("Up, Down: point at a line; Left, Right: at a number of a scale; then Enter"),
)

# --- answers
NONE_OF_THESE: Final = N_("none of these")
NONE_OF_THE_OTHERS: Final = N_("none of the others")
MARK_YES: Final = N_("yes")
MARK_NOT_SURE: Final = N_("not sure")
BEFORE: Final = N_("you said this before")
BEFORE_NUMBER: Final = N_("You said {number} before.")
NUMBER_RANGE: Final = N_("A number from {low} to {high}{unit}.")
ANCHOR: Final = N_("{number}: {words}")
NUMBER_PROMPT: Final = N_("Your number:")
NOTE_LENGTH: Final = N_("Up to {most} letters, in your own words.")
NOTE_PROMPT: Final = N_("Your words:")
BEFORE_NOTE: Final = N_("You wrote before: {words}")
ANSWER_PROMPT: Final = N_("Your answer:")
CONVERTED: Final = N_("{typed}: {amount}.")
CONVERTED_MONTHS: Final = N_("{typed}: {amount}, with 30 days to a month and 365 to a year.")
IS_THAT_RIGHT: Final = N_("Is that right?")
RIGHT: Final = N_("yes")
TYPE_ANEW: Final = N_("no, I will type it again")

# --- how to answer, in the plain front
HOW_TO_CHOOSE: Final = N_("Type {keys}, then press Enter.")
ONE_OF_ROWS: Final = N_("a number from {first} to {last}")
HOW_TO_TICK: Final = N_(
    "Type the numbers of all that apply, like: 1 3. For one you are not sure of, add a u, "
    "like: 2u. A minus takes a mark away, like: -1. Type 0 for {rest}."
)
HOW_TO_TICK_SURE: Final = N_(
    "Type the numbers of all that apply, like: 1 3. A minus takes a mark away, like: -1. "
    "Type 0 for {rest}."
)
HOW_TO_NUMBER: Final = N_("Type the number, then press Enter.")
HOW_TO_WRITE: Final = N_("Write it on one line, then press Enter. Type 0 for nothing to add.")
HOW_TO_CONFIRM: Final = N_("Press Enter.")
HOW_TO_OPEN: Final = N_("To read a part, type {keys}, then press Enter.")
HOW_TO_FINISH: Final = N_("Type q to finish.")
OR_BACK: Final = N_("Enter alone goes back.")
OR_KEEP: Final = N_("Enter alone keeps what you said before.")

# --- how to answer, in the rich front
TOUCH_CHOOSE: Final = N_("Arrows or number, then Enter")
TOUCH_TICK: Final = N_("Space ticks · u not sure · or type the numbers · Enter goes on")
TOUCH_NUMBER: Final = N_("Type the number, then Enter")
TOUCH_SCALE: Final = N_("Left, Right or number, then Enter")
TOUCH_WRITE: Final = N_("Write it, then Enter · 0 for nothing to add · a key alone, then Enter")
TOUCH_CONFIRM: Final = N_("Enter goes on")
TOUCH_BACK: Final = N_("Enter goes back")
TOUCH_TYPED: Final = N_("Enter takes it · Ctrl-U clears it · Esc goes back")
MORE_BELOW: Final = N_("more below: Space or Page Down")
MORE_BELOW_TICK: Final = N_("more below: Page Down")
MORE_ABOVE: Final = N_("more above: Page Up")

# --- what was wrong with a reply
NOTHING_CHOSEN: Final = N_("Nothing is chosen yet, so nothing was answered.")
NOT_AN_ANSWER: Final = N_("“{typed}” is not one of the answers here.")
NOT_A_NUMBER: Final = N_("“{typed}” does not fit. Please give {expected}.")
NOT_A_NOTE: Final = N_(
    "That could not be kept: {found}. Please write at most {most} letters, without special signs."
)
WHOLE_NUMBER: Final = N_("a whole number from {low} to {high}{unit}")
STEPPED_NUMBER: Final = N_("a number from {low} to {high}{unit}, in steps of {step}")
TOO_LONG: Final = N_("That is too long for an answer, so it was not taken.")
MARKED_TWICE: Final = N_("“{typed}” is marked twice, in two ways.")
TOO_EARLY: Final = N_("What was typed before this page could be read was not taken.")
NO_SUCH_KEY: Final = N_("“{typed}” does nothing here.")
ALWAYS_SURE: Final = N_("“{label}” can only be yes or no.")
OPEN_A_PART: Final = N_("Type the number of a part to read it, or q to finish.")
FIRST_PAGE: Final = N_("This is the first page.")
POINT_FIRST: Final = N_("Point at a line first, with the arrow keys.")
LOOK_AT_ALL: Final = N_("The list goes on. Look at all of it first.")
TICK_SOMETHING: Final = N_("Mark what applies, or choose “{rest}”.")
ANY_OTHERS: Final = N_("Do any of the others apply, too? If not, choose “{rest}”.")
NOTHING_BEFORE: Final = N_("This is the first question.")
CANNOT_SKIP: Final = N_("This question decides where to send you, so it cannot be skipped.")

# --- the first screen
FOR: Final = N_("For: {text}")
NOT_FOR: Final = N_("Not for: {text}")
DRAFT: Final = N_(
    "This is a draft. No clinician has signed it yet. It does not tell you what you have; "
    "it helps you decide who to see and how soon."
)
REVIEWED: Final = N_(
    "Checked by {by} ({role}) on {on}. It does not tell you what you have; it helps you decide "
    "who to see and how soon."
)
DRAFT_PLAIN: Final = N_("This is a draft. Nobody has checked and signed it yet.")
REVIEWED_PLAIN: Final = N_("Checked by {by} ({role}) on {on}.")
WITHDRAWN_PLAIN: Final = N_("This was withdrawn and should not be used.")
WITHDRAWN: Final = N_(
    "This was withdrawn and should not be used. Ask a doctor or a physio instead."
)
OVERDUE: Final = N_(
    "These questions and this advice were due to be checked again by {on}, so parts of them may "
    "be out of date."
)
NUMBERS_OF: Final = N_("Phone numbers are for: {region}. If that is wrong, use r.")
NUMBERS_OF_NOBODY: Final = N_("It is not known which country you are in. Use r to choose it.")
WHO_ANSWERS: Final = N_("Who is this about?")
ABOUT_ME: Final = N_("me")
ABOUT_OTHER: Final = N_("someone else, I answer for them")
READY: Final = N_("Ready?")
READY_OTHER: Final = N_("You answer for someone else. Ready?")
START: Final = N_("start")
WHICH_TREE: Final = N_("What is it about?")
WHICH_COUNTRY: Final = N_("Which country are you in?")
ELSEWHERE: Final = N_("another country")

# --- saved answers
SAVED_BEFORE: Final = N_("You stopped on {on}. Go on from there?")
SAVED_BEFORE_UNDATED: Final = N_("You stopped before the end. Go on from there?")
GO_ON: Final = N_("go on")
START_ANEW: Final = N_("start again from the first question")
DAMAGED: Final = N_("The answers you saved cannot be read. The file was put aside:")
OTHER_VERSION: Final = N_(
    "The questions have changed since then. Answers that still fit were kept."
)
NO_LONGER_FIT: Final = N_("These answers no longer fit and are asked again: {labels}.")
ASKED_AFRESH: Final = N_(
    "Danger signs can change from one day to the next, so you are asked about them again."
)

# --- looking again
REVIEW_TITLE: Final = N_("Looking again: {title}")
REVIEW_OF: Final = N_("You answered on {on}.")
REVIEW_OF_UNDATED: Final = N_("You answered before.")
REVIEW_LED: Final = N_("The answers then led to: {disposition}.")
REVIEW_LED_NOWHERE: Final = N_("The answers then did not lead to a result.")
REVIEW_ASKS: Final = N_("Danger signs, and all that can have changed, are asked again.")
REVIEW_KEEPS: Final = N_("Kept from then, as it cannot change: {answers}.")
CHANGED_SINCE: Final = N_("What has changed since {on}")
CHANGED: Final = N_("What has changed")
REVIEW_OFFER: Final = N_("Look again, from those answers?")
LOOK_AGAIN_NOW: Final = N_("look again")
WILL_KEEP: Final = N_("Your answers will be kept when you finish, for when you look again.")
KEPT_TO_LOOK_AGAIN: Final = N_(
    "Your answers are kept for when you look again. Only you can read them:"
)
TO_LOOK_AGAIN: Final = N_("To look again, type:")

# --- why is this asked
WHY_TITLE: Final = N_("Why is this asked?")
WHY_EACH: Final = N_("Why are these asked?")
HOW_TO_FIND_OUT: Final = N_("How to find out: {text}")
ON_WHOSE_WORD: Final = N_("Source: {text}")
ON_JUDGEMENT: Final = N_("The authors' own judgement: {text}")
NO_REASON: Final = N_("No reason is written down for this question.")
BACK_TO_QUESTION: Final = N_("back to where I was")

# --- I am worried anyway
WORRIED_TITLE: Final = N_("You are worried. That is reason enough to call.")
WORRIED_WHY: Final = N_(
    "You do not need to be sure, and you do not need to finish these questions. No one will mind."
)
WORRIED_NOW: Final = N_(
    "If it could be serious, or is quickly getting worse: call {number}, or go to {department}."
)
WORRIED_TODAY: Final = N_("To talk to someone today: contact {advice}.")
WORRIED_DOCTOR: Final = N_("If it can wait a little: see {doctor}.")
CALL_FOR: Final = N_("If you are to {what}: {help}")

# --- contradictions
CANNOT_BOTH: Final = N_("Some answers do not fit together. Which one should be changed?")
THESE_ANSWERS: Final = N_("You said: {text}.")
CHANGE: Final = N_("{label} (you said: {answer})")
DO_NOT_FIT: Final = N_("These answers do not fit together: {text}. Use b to correct one.")

# --- the result
# The headings of what to do, by the phase of the plan.
PLAN: Final[dict[str | None, str]] = {
    None: N_("What to do"),
    "today": N_("What to do today"),
    "this week": N_("What to do this week"),
    "when settled": N_("What to do when it has settled"),
}
ALSO: Final = N_("And also: {title}")
WHAT_NOT_TO_DO: Final = N_("What not to do")
NOT_NOW: Final = N_("Not now: {text} (because of: {because})")
MORE_ON_EACH: Final = N_("More on each")
WATCH: Final = N_("Watch out for")
EXPECT: Final = N_("What to expect")
TELL: Final = N_("What to tell the {who}")
LOOK_AGAIN: Final = N_("When to look again")
PART_WATCH: Final = N_("signs to watch for")
PART_DO: Final = N_("all that there is to do")
PART_TODAY: Final = N_("all for today")
PART_WEEK: Final = N_("this week")
PART_SETTLED: Final = N_("when settled")
PART_AVOID: Final = N_("what not to do")
PART_EXPECT: Final = N_("what to expect")
PART_TELL: Final = N_("what to tell")
OR_CALL: Final = N_("{place} If you cannot get there: call {number}.")
BECAUSE_OF: Final = N_("Because of this: {text}.")
ON_WORD_OF: Final = N_("{text} (source: {sources})")
ON_JUDGEMENT_OF: Final = N_("{text} (the authors' own judgement: {judgement})")
ALL_REASONS: Final = N_("What this rests on")
ANSWERS: Final = N_("Your answers, the last one first")
ADVICE: Final = N_("The advice")
DOSE: Final = N_("How much: {dose}")
TOO_MUCH: Final = N_("Too much when: {text}")
IS_DISPUTED: Final = N_("Not all sources agree on this. Use ? to see what they say.")
DISPUTED: Final = N_("Others disagree. {text}")
TREE_LINE: Final = N_("{id} {version}, {digest}")
DRAFT_SHORT: Final = N_("Draft, not yet signed by a clinician. It does not tell you what you have.")
DRAFT_SHORT_PLAIN: Final = N_("Draft, not yet checked and signed.")
SHOW_ADVICE: Final = N_("show the advice now")
FINISH: Final = N_("finish")
REFINE_HEADING: Final = N_("Do any of these apply?")
CLOSING: Final = N_("Take care. If anything gets worse, ask again or call.")
CLOSING_TODAY: Final = N_(
    "Get help today, also if it gets better. If anything gets worse, call at once."
)
CLOSING_NOW: Final = N_("Do it now. Do not wait to see whether it gets better.")
SAVED_DELETED: Final = N_("The answers saved earlier were deleted.")
WROTE_HANDOUT: Final = N_("The handout is written. Only you can read it: {path}")
WROTE_SUMMARY: Final = N_("The summary is written. Only you can read it: {path}")
WROTE_DAY: Final = N_("The day is written, for your calendar to open: {path}")
COPIED: Final = N_("Copied: where to go, and whom to call.")
SENT_TO_CLIPBOARD: Final = N_(
    "Given to the terminal to copy: where to go, and whom to call. If you cannot paste it, the "
    "terminal does not allow that."
)
NO_CLIPBOARD: Final = N_("found no clipboard that can be reached from here")
NO_DAY: Final = N_("no day to look again is set for this result")
NO_FOLDER: Final = N_("found no folder to write to, neither this one nor your home")
NOT_TAKEN: Final = N_("That could not be written: {reason}.")
NOT_DELETED: Final = N_("The answers saved earlier are still there: {reason}.")

# --- stopping before the end
STOPPED: Final = N_("Stopped before the end, so there is no result yet.")
NOT_FINISHED: Final = N_("These questions are a draft and not finished here: there is no result.")
NOT_FINISHED_WHERE: Final = N_("Nothing leads on yet from the step {step}.")
DO_NOT_WAIT: Final = N_("Do not wait for the rest of the questions.")
NOT_ALL_CLEAR: Final = N_(
    "Nothing so far says that it is harmless. If you are worried, call someone."
)
SAVED: Final = N_("Your answers are saved. Only you can read the file:")
NOTHING_TO_SAVE: Final = N_("Nothing was answered, so nothing was saved.")
NOT_SAVED: Final = N_("Your answers could not be saved: {reason}.")
NO_HOME: Final = N_("no place to keep them is known; set HOME, or name a file with --save")
TO_RESUME: Final = N_("To go on, type:")
TO_FORGET: Final = N_("To delete them, type:")
COMMAND_ASK: Final = "{program} ask {tree}"
COMMAND_RESUME: Final = "{program} ask {tree} --resume {path}"
COMMAND_REVIEW: Final = "{program} ask {tree} --review {path}"
COMMAND_FORGET: Final = "{program} ask {tree} --forget"
COMMAND_FORGET_FILE: Final = "{program} ask {tree} --resume {path} --forget"

# --- keeping answers as they are given
# Each on one line of 80 columns, as the choices below must stay in sight.
KEPT_AS_GIVEN: Final = N_(
    "Your answers are kept where only you can read them; --no-save keeps none."
)
KEPT_AND_SAVED: Final = N_("Your answers are kept as you go, and in the end in {path}.")
NOTHING_KEPT: Final = N_("Nothing that you answer is kept: when you stop, it is gone.")
KEPT_APART: Final = N_(
    "These questions are open in another window, too. Your answers here are kept in a file of "
    "their own."
)
CANNOT_KEEP: Final = N_(
    "You can go on, but if this window closes, your answers are lost: {reason}."
)
NOT_SAVED_AS_ASKED: Final = N_("Nothing was saved, as you asked.")
NOT_IN_NAMED: Final = N_("Your answers could not be saved in the file that you named: {reason}.")

# --- forgetting
IN_USE: Final = N_("Not deleted, as it is in use in another window: {path}")
DELETED: Final = N_("Deleted: {path}")
NOTHING_SAVED: Final = N_("There are no saved answers to delete.")

# --- fronts
NO_RICH: Final = N_(
    "You can answer by typing. Arrow keys need a library, which this command installs:"
)

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
ON_DAY: Final = N_("{day} {month} {year}")


def takes_minutes(title: str, number: int) -> str:
    """Say how long the questions under a title take."""
    return ngettext(
        "{title} (about {count} minute)", "{title} (about {count} minutes)", number, title=title
    )


def more_questions(number: int) -> str:
    """Say how many refining questions there still are."""
    return ngettext(
        "{count} short question can make the advice fit better. They cannot change who to see.",
        "{count} short questions can make the advice fit better. They cannot change who to see.",
        number,
    )


def answer_more(number: int) -> str:
    """Return the row that goes on to the refining questions."""
    return ngettext("answer {count} short question", "answer {count} short questions", number)


def look_again_on(day: str, days: int) -> str:
    """Say when to look again, and how many days off that is."""
    return ngettext(
        "On {day} (in {count} day), or at once if it gets worse.",
        "On {day} (in {count} days), or at once if it gets worse.",
        days,
        day=day,
    )


def look_again_line(day: str, days: int) -> str:
    """Say the same where no heading says what it is about."""
    return ngettext(
        "Look again on {day} (in {count} day), or at once if it gets worse.",
        "Look again on {day} (in {count} days), or at once if it gets worse.",
        days,
        day=day,
    )
