"""The calf tree as a Python programmer would write it by hand: the peer to be measured against.

It follows the tree of commit 31717e3, which is kept in ``trees/`` beside it with its cases.
It takes a complete patient, checks no answer, gives no reason, and knows
neither unanswered facts nor demands. Before any clock runs, the measurement
makes sure that every case and 10,000 random patients end where the tree sends them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from triage.model.values import Value

CALF: Final = str(Path(__file__).parent / "trees" / "calf-soreness")
FLAGS: Final = "lower-leg-red-flags."


def outcome_of(a: Mapping[str, Value]) -> str:
    """Return the name of the outcome where a complete patient ends."""
    if a["droopy_face_weak_arm_or_speech"] is not False:
        return FLAGS + "emergency-body"
    if (
        a["breathless_chest_pain_or_coughing_blood"] is True
        or a["confused_faint_or_very_unwell"] is True
        or a["foot_cold_pale_or_blue"] is True
        or a["cannot_move_foot_or_toes"] is True
        or a["saddle_numb_or_bladder_bowel_change"] is True
        or a["both_legs_weak_or_numb"] is True
        or a["dark_urine"] is True
    ):
        return FLAGS + "emergency-body"
    if (
        a["deformity_or_bone_visible"] is True
        or a["pop_or_kick_felt"] is True
        or a["gap_or_dent_felt"] is True
        or a["pain_out_of_proportion"] is True
        or a["severe_pain_on_gentle_stretch"] is True
        or a["redness_spreading_fast"] is True
        or a["hot_swollen_joint"] is True
    ):
        return FLAGS + "emergency-leg"
    if a["widespread_weakness"] is True:
        return FLAGS + "emergency-body"
    if a["skin_hot_or_red"] is True and a["fever_or_shivering"] is True:
        return FLAGS + "emergency-infection"
    steps = a["can_walk_4_steps"]
    if steps is False:
        return FLAGS + "emergency-cannot-walk"
    if steps == "not sure":
        return FLAGS + "today-unsure"
    if (
        a["breathless_chest_pain_or_coughing_blood"] == "not sure"
        or a["confused_faint_or_very_unwell"] == "not sure"
        or a["foot_cold_pale_or_blue"] == "not sure"
        or a["cannot_move_foot_or_toes"] == "not sure"
        or a["saddle_numb_or_bladder_bowel_change"] == "not sure"
        or a["both_legs_weak_or_numb"] == "not sure"
        or a["dark_urine"] == "not sure"
        or a["widespread_weakness"] == "not sure"
        or a["deformity_or_bone_visible"] == "not sure"
        or a["pop_or_kick_felt"] == "not sure"
        or a["gap_or_dent_felt"] == "not sure"
        or a["pain_out_of_proportion"] == "not sure"
        or a["severe_pain_on_gentle_stretch"] == "not sure"
        or a["redness_spreading_fast"] == "not sure"
        or a["hot_swollen_joint"] == "not sure"
    ):
        return FLAGS + "today-unsure"
    age = a["age_years"]
    if isinstance(age, str) or age < 18:
        return FLAGS + "today-under-18"
    if a["pregnant_or_postpartum_6wk"] is not False:
        return FLAGS + "today-pregnant-or-new-baby"
    if a["fever_or_shivering"] is not False:
        return FLAGS + "today-fever"
    if (
        a["one_leg_swelling"] is not False
        or a["swelling_pits_or_whole_leg"] is not False
        or a["skin_hot_or_red"] is not False
        or a["hard_sore_surface_veins"] is not False
        or a["calf_tense_hard"] is not False
        or a["new_weakness_or_foot_drop"] is not False
    ):
        return FLAGS + "today-leg-signs"
    if a["can_tiptoe_on_sore_leg"] is not True:
        return FLAGS + "today-weak-push"
    if a["statin"] is not False or a["quinolone_or_steroid"] is not False:
        return FLAGS + "today-medicine"
    if (a["anticoagulant"] is not False or a["bleeding_disorder"] is not False) and a[
        "bruising"
    ] is not False:
        return FLAGS + "today-bleeding"
    onset = a["onset"]
    at_rest = onset == "sudden_no_activity" or onset == "not sure"
    if (
        at_rest
        or age > 60
        or a["prior_clot"] is not False
        or a["active_cancer"] is not False
        or a["surgery_bedrest_or_cast_12wk"] is not False
        or a["long_journey_4wk"] is not False
        or a["heart_failure_or_varicose_veins"] is not False
        or a["oestrogen_pill_or_hrt"] is not False
    ) and a["side"] in ("one", "not sure"):
        return FLAGS + "today-one-leg"
    pain = a["pain_0_10"]
    if isinstance(pain, str) or pain >= 8:
        return FLAGS + "today-severe-pain"
    if a["effort_pain_stops_within_minutes"] is True and a["pain_at_rest"] is True:
        return FLAGS + "today-effort-and-rest"
    if a["bone_point_tender"] is not False or a["hop_hurts_bone"] is not False:
        return FLAGS + "doctor-bone"
    if a["effort_pain_stops_within_minutes"] is not False:
        return FLAGS + "doctor-effort"
    if a["numbness"] in ("keeps_coming_back", "persistent", "not sure"):
        return FLAGS + "doctor-numbness"
    if (
        a["pain_at_rest"] is not False
        or a["night_pain_wakes"] is not False
        or a["lump_growing_or_over_5cm"] is not False
    ):
        return FLAGS + "doctor-other"
    if at_rest:
        return FLAGS + "doctor-other"
    return _after_the_red_flags(a, onset, pain)


def _after_the_red_flags(a: Mapping[str, Value], onset: Value, pain: float) -> str:
    if onset == "sudden_during_activity" or a["bruising"] is not False:
        return "physio-strain"
    if (
        a["limping"] is not False
        or a["recurred_after_better"] is not False
        or a["back_pain_or_shooting_leg_pain"] is not False
    ):
        return "physio-pain"
    days = a["days_since_onset"]
    if pain > 5 and (isinstance(days, str) or days >= 4):
        return "physio-pain"
    if isinstance(days, str) or days > 14:
        return "physio-not-settling"
    trend = a["trend"]
    if trend == "worsening" or trend == "not sure":
        return "physio-not-settling"
    if a["episode_pattern"] in ("back_every_run", "constant", "not sure"):
        return "physio-not-settling"
    if a["settles_within_72h"] is not True:
        return "physio-not-settling"
    if trend == "resolved":
        return "back-to-running"
    return "look-after-it-closely" if pain > 5 else "look-after-it"
