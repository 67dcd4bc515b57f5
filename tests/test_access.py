"""Who may see and do what: one table of every address against every kind of person."""

import uuid

from django.contrib.auth import get_user_model
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lessons.accounts.tokens import make_confirmation_token
from lessons.learning.models import Attempt, Completion
from tests.undoing import undone
from tests.world import make_world

SAME = {"sec-fetch-site": "same-origin"}
ROLES = [
    *("visitor", "guest", "learner", "other_learner"),
    *("teacher", "co_teacher", "other_teacher", "editor", "admin"),
]

# Address, then what each answers: visitor, guest, learner of the class, learner of another class, its teacher, its
# co-teacher, another teacher, editor, admin. The attempt, the data and the place in the class belong to the learner.
TABLE = """
GET  front_door                    302 302 302 302 302 302 302 302 302
GET  healthz                       200 200 200 200 200 200 200 200 200
GET  readyz                        200 200 200 200 200 200 200 200 200
GET  media                         404 404 404 404 404 404 404 404 404
GET  core:language                 302 302 302 302 302 302 302 302 302
GET  core:letters                  302 302 302 302 302 302 302 302 302
GET  core:data                     302 302 302 302 302 302 302 302 302
GET  core:leaving                  200 200 200 200 200 200 200 200 200
GET  accounts:sign_out             200 200 200 200 200 200 200 200 200
POST accounts:sign_out             302 302 302 302 302 302 302 302 302
GET  accounts:teacher_sign_in      200 200 200 200 200 200 200 200 200
POST accounts:teacher_sign_in      200 200 200 200 200 200 200 200 200
GET  accounts:sign_up              200 200 200 200 200 200 200 200 200
POST accounts:sign_up              200 200 200 200 200 200 200 200 200
GET  accounts:sign_up_sent         200 200 200 200 200 200 200 200 200
GET  accounts:send_confirmation    405 405 405 405 405 405 405 405 405
POST accounts:send_confirmation    404 404 404 404 404 404 404 404 404
GET  accounts:confirm              200 200 200 200 200 200 200 200 200
GET  accounts:confirm/wrong        404 404 404 404 404 404 404 404 404
POST accounts:confirm/wrong        404 404 404 404 404 404 404 404 404
GET  accounts:password             200 200 200 200 200 200 200 200 200
POST accounts:password             200 200 200 200 200 200 200 200 200
GET  accounts:password_sent        200 200 200 200 200 200 200 200 200
GET  accounts:password_confirm     200 200 200 200 200 200 200 200 200
POST accounts:password_confirm     200 200 200 200 200 200 200 200 200
POST learning:start                302 302 302 302 302 302 302 302 302
GET  learning:start                405 405 405 405 405 405 405 405 405
POST learning:start/draft          404 404 404 404 404 404 404 404 404
POST learning:done                 302 302 302 302 302 302 302 302 302
GET  learning:done                 405 405 405 405 405 405 405 405 405
POST learning:done/draft           404 404 404 404 404 404 404 404 404
POST learning:position             204 204 204 204 204 204 204 204 204
GET  learning:position             405 405 405 405 405 405 405 405 405
GET  learning:attempt              404 404 302 404 404 404 404 404 404
GET  learning:item                 404 404 200 404 404 404 404 404 404
POST learning:item                 404 404 200 404 404 404 404 404 404
GET  learning:item/none            404 404 404 404 404 404 404 404 404
GET  learning:end                  404 404 302 404 404 404 404 404 404
POST learning:end                  404 404 302 404 404 404 404 404 404
GET  learning:run_start            405 405 405 405 405 405 405 405 405
POST learning:run_start            302 302 302 302 302 302 302 302 302
POST learning:run_start/draft      404 404 404 404 404 404 404 404 404
GET  learning:run                  404 404 302 404 404 404 404 404 404
GET  learning:run_step             404 404 200 404 404 404 404 404 404
POST learning:run_step             404 404 302 404 404 404 404 404 404
GET  learning:run_step/none        404 404 404 404 404 404 404 404 404
GET  learning:run_back             405 405 405 405 405 405 405 405 405
POST learning:run_back             404 404 302 404 404 404 404 404 404
GET  learning:run_end              404 404 302 404 404 404 404 404 404
GET  learning:practice             200 200 200 200 200 200 200 200 200
GET  learning:practice_start       405 405 405 405 405 405 405 405 405
POST learning:practice_start       302 302 302 302 302 302 302 302 302
GET  learning:practice_item        404 404 200 404 404 404 404 404 404
POST learning:practice_item        404 404 200 404 404 404 404 404 404
GET  learning:practice_end         404 404 200 404 404 404 404 404 404
POST learning:make_certificate     404 404 302 404 404 404 404 404 404
POST learning:make_certificate/none 404 404 404 404 404 404 404 404 404
GET  learning:make_certificate     405 405 405 405 405 405 405 405 405
GET  learning:certificate          404 404 200 404 404 404 404 404 404
POST learning:certificate          404 404 200 404 404 404 404 404 404
GET  learning:certificate/none     404 404 404 404 404 404 404 404 404
GET  learning:verify               200 200 200 200 200 200 200 200 200
GET  learning:verify_code          200 200 200 200 200 200 200 200 200
GET  learning:verify_code/none     404 404 404 404 404 404 404 404 404
GET  classrooms:join               200 200 200 200 200 200 200 200 200
POST classrooms:join               200 200 200 200 200 200 200 200 200
GET  classrooms:join_class         200 200 200 200 200 200 200 200 200
POST classrooms:join_class         200 200 200 200 200 200 200 200 200
GET  classrooms:join_class/none    404 404 404 404 404 404 404 404 404
GET  classrooms:sign_in            200 200 200 200 200 200 200 200 200
POST classrooms:sign_in            200 200 200 200 200 200 200 200 200
GET  classrooms:join_class/old     404 404 404 404 404 404 404 404 404
POST classrooms:join_class/old     404 404 404 404 404 404 404 404 404
GET  classrooms:choose_pin         302 302 302 302 302 302 302 302 302
POST classrooms:choose_pin         302 302 302 302 302 302 302 302 302
GET  classrooms:change_pin         302 302 200 200 404 404 404 404 404
POST classrooms:change_pin         302 302 200 200 404 404 404 404 404
GET  classrooms:who                200 200 200 200 200 200 200 200 200
GET  classrooms:who_add            200 200 200 200 200 200 200 200 200
POST classrooms:who_add            200 200 200 200 200 200 200 200 200
GET  classrooms:who_me             302 302 200 200 404 404 404 404 404
POST classrooms:who_me             302 302 200 200 404 404 404 404 404
GET  classrooms:who_enter/none     302 302 302 302 302 302 302 302 302
POST classrooms:who_enter/none     302 302 302 302 302 302 302 302 302
GET  classrooms:who_off/none       302 302 302 302 302 302 302 302 302
POST classrooms:who_off/none       302 302 302 302 302 302 302 302 302
GET  classrooms:double             302 302 200 404 404 404 404 404 404
POST classrooms:double             302 302 200 404 404 404 404 404 404
GET  classrooms:not_my_double      405 405 405 405 405 405 405 405 405
POST classrooms:not_my_double      302 302 302 404 404 404 404 404 404
GET  classrooms:classes            302 302 404 404 200 200 200 200 200
GET  classrooms:new_classroom      302 302 404 404 200 200 200 302 302
POST classrooms:new_classroom      302 302 404 404 200 200 200 302 302
GET  classrooms:classroom          302 302 404 404 200 200 404 404 404
GET  classrooms:classroom/none     302 302 404 404 404 404 404 404 404
GET  classrooms:code               302 302 404 404 200 200 404 404 404
GET  classrooms:new_pin            405 405 405 405 405 405 405 405 405
POST classrooms:new_pin            302 302 404 404 302 302 404 404 404
GET  classrooms:cards              302 302 404 404 200 200 404 404 404
GET  classrooms:cards/none         302 302 404 404 404 404 404 404 404
GET  classrooms:add_by_list        302 302 404 404 200 200 404 404 404
POST classrooms:add_by_list        302 302 404 404 200 200 404 404 404
GET  classrooms:answer_waiting     405 405 405 405 405 405 405 405 405
POST classrooms:answer_waiting     302 302 404 404 302 302 404 404 404
GET  classrooms:removed_learners   302 302 404 404 200 200 404 404 404
GET  classrooms:learner            302 302 404 404 200 200 404 404 404
POST classrooms:learner            302 302 404 404 200 200 404 404 404
GET  classrooms:learner/other      302 302 404 404 404 404 404 404 404
POST classrooms:learner/other      302 302 404 404 404 404 404 404 404
GET  classrooms:shown_pin          302 302 404 404 200 200 404 404 404
GET  classrooms:move_learner       302 302 404 404 200 200 404 404 404
POST classrooms:move_learner       302 302 404 404 200 200 404 404 404
GET  classrooms:merge_learner      302 302 404 404 200 200 404 404 404
POST classrooms:merge_learner      302 302 404 404 200 200 404 404 404
GET  classrooms:remove_learner     302 302 404 404 200 200 404 404 404
POST classrooms:remove_learner     302 302 404 404 302 302 404 404 404
GET  classrooms:bring_back         405 405 405 405 405 405 405 405 405
POST classrooms:bring_back         302 302 404 404 302 302 404 404 404
GET  classrooms:disclosure         302 302 404 404 200 200 200 200 200
GET  classrooms:assignments        302 302 404 404 200 200 404 404 404
GET  classrooms:new_assignment     302 302 404 404 200 200 404 404 404
GET  classrooms:assign             302 302 404 404 200 200 404 404 404
POST classrooms:assign             302 302 404 404 200 200 404 404 404
GET  classrooms:assign/none        302 302 404 404 404 404 404 404 404
GET  classrooms:change_assignment  302 302 404 404 200 200 404 404 404
POST classrooms:change_assignment  302 302 404 404 200 200 404 404 404
GET  classrooms:change_assignment/none 302 302 404 404 404 404 404 404 404
GET  classrooms:withdraw_assignment 302 302 404 404 200 200 404 404 404
POST classrooms:withdraw_assignment 302 302 404 404 302 302 404 404 404
GET  classrooms:set_practise_week  405 405 405 405 405 405 405 405 405
POST classrooms:set_practise_week  302 302 404 404 302 302 404 404 404
GET  classrooms:take_back_practise_week 405 405 405 405 405 405 405 405 405
POST classrooms:take_back_practise_week 302 302 404 404 302 302 404 404 404
GET  classrooms:results            302 302 404 404 200 200 404 404 404
GET  classrooms:results_csv        302 302 404 404 200 200 404 404 404
GET  classrooms:results_xlsx       302 302 404 404 200 200 404 404 404
GET  classrooms:learner_results    302 302 404 404 200 200 404 404 404
GET  classrooms:learner_results/none 302 302 404 404 404 404 404 404 404
GET  classrooms:module_results     302 302 404 404 200 200 404 404 404
GET  classrooms:module_results/none 302 302 404 404 404 404 404 404 404
GET  classrooms:teach              302 302 404 404 200 200 404 404 404
GET  classrooms:guide               302 302 404 404 200 200 404 404 404
GET  classrooms:paper_lesson        302 302 404 404 200 200 404 404 404
GET  classrooms:paper_quiz          302 302 404 404 200 200 404 404 404
GET  classrooms:paper_key           302 302 404 404 200 200 404 404 404
GET  classrooms:paper_results       302 302 404 404 200 200 404 404 404
GET  classrooms:paper_quiz/draft    302 302 404 404 404 404 404 404 404
POST classrooms:paper_results       302 302 404 404 200 200 404 404 404
GET  classrooms:paper_delete        302 302 404 404 200 200 404 404 404
POST classrooms:paper_delete        302 302 404 404 302 302 404 404 404
GET  classrooms:settings           302 302 404 404 200 200 404 404 404
POST classrooms:settings           302 302 404 404 200 200 404 404 404
GET  classrooms:renew_code         302 302 404 404 200 200 404 404 404
POST classrooms:renew_code         302 302 404 404 302 302 404 404 404
GET  classrooms:change_state       405 405 405 405 405 405 405 405 405
POST classrooms:change_state       302 302 404 404 302 302 404 404 404
GET  classrooms:remove_class       302 302 404 404 200 404 404 404 404
POST classrooms:remove_class       302 302 404 404 302 404 404 404 404
GET  classrooms:log                302 302 404 404 200 200 404 404 404
GET  classrooms:invitations        302 302 404 404 200 404 404 404 404
POST classrooms:invitations        302 302 404 404 200 404 404 404 404
GET  classrooms:withdraw_invitation 405 405 405 405 405 405 405 405 405
POST classrooms:withdraw_invitation 302 302 404 404 302 404 404 404 404
GET  classrooms:leave_class        302 302 404 404 404 200 404 404 404
POST classrooms:leave_class        302 302 404 404 404 302 404 404 404
GET  classrooms:remove_co_teacher  302 302 404 404 200 404 404 404 404
POST classrooms:remove_co_teacher  302 302 404 404 302 404 404 404 404
POST classrooms:remove_co_teacher/own 302 302 404 404 404 404 404 404 404
GET  classrooms:hand_over          302 302 404 404 200 404 404 404 404
POST classrooms:hand_over          302 302 404 404 302 404 404 404 404
POST classrooms:hand_over/own      302 302 404 404 404 404 404 404 404
GET  classrooms:invitation         200 200 404 404 200 200 200 200 200
POST classrooms:invitation         200 200 404 404 302 302 302 302 302
GET  classrooms:invitation/none    404 404 404 404 404 404 404 404 404
GET  organisations:invitation/none  404 404 404 404 404 404 404 404 404
POST organisations:invitation/none  404 404 404 404 404 404 404 404 404
GET  classrooms:present            302 302 404 404 302 302 404 404 404
GET  classrooms:present/draft      302 302 404 404 404 404 404 404 404
GET  classrooms:slide              302 302 404 404 200 200 404 404 404
GET  classrooms:slide/none         302 302 404 404 404 404 404 404 404
GET  classrooms:count_hands        302 302 404 404 200 200 404 404 404
POST classrooms:count_hands        302 302 404 404 200 200 404 404 404
GET  classrooms:hands              302 302 404 404 200 200 404 404 404
GET  classrooms:delete_hands       302 302 404 404 200 200 404 404 404
POST classrooms:delete_hands       302 302 404 404 302 302 404 404 404
GET  dashboards:me                 200 200 200 200 200 200 200 200 200
GET  dashboards:my_data            200 200 200 200 200 200 200 200 200
GET  dashboards:take_my_data       405 405 405 405 405 405 405 405 405
POST dashboards:take_my_data       302 200 200 200 200 200 200 200 200
GET  dashboards:erase_my_data      302 200 200 200 200 200 200 200 200
POST dashboards:erase_my_data      302 200 200 200 200 200 200 200 200
GET  phone:manifest                200 200 200 200 200 200 200 200 200
GET  phone:worker                  200 200 200 200 200 200 200 200 200
GET  phone:replay                  405 405 405 405 405 405 405 405 405
POST phone:replay                  400 400 400 400 400 400 400 400 400
GET  offline:module                200 200 200 200 200 200 200 200 200
GET  offline:module/none           404 404 404 404 404 404 404 404 404
GET  offline:tries                 405 405 405 405 405 405 405 405 405
POST offline:tries                 200 200 200 200 200 200 200 200 200
POST offline:tries/none            404 404 404 404 404 404 404 404 404
GET  offline:missing               200 200 200 200 200 200 200 200 200
GET  offline:neutral               200 200 200 200 200 200 200 200 200
GET  offline:kept                  200 200 200 200 200 200 200 200 200
GET  offline:play                  200 200 200 200 200 200 200 200 200
GET  offline:clear                 405 405 405 405 405 405 405 405 405
POST offline:clear                 200 200 200 200 200 200 200 200 200
GET  page/lesson                   200 200 200 200 200 200 200 200 200
GET  page/scenario                 200 200 200 200 200 200 200 200 200
GET  page/draft                    404 404 404 404 404 404 404 404 404
GET  page/none                     404 404 404 404 404 404 404 404 404
GET  cms                           302 302 302 302 302 302 302 200 200
GET  cms/lesson                    302 302 302 302 302 302 302 200 200
GET  cms/other_lesson              302 302 302 302 302 302 302 404 200
GET  cms/people                    302 302 302 302 302 302 302 302 200
GET  checking:check                302 302 302 302 302 302 302 200 200
GET  checking:check/other          302 302 302 302 302 302 302 404 200
GET  checking:publish              302 302 302 302 302 302 302 404 302
POST checking:publish              302 302 302 302 302 302 302 404 302
GET  checking:mend                 302 302 302 302 302 302 302 405 405
POST checking:mend                 302 302 302 302 302 302 302 302 302
POST checking:mend/other           302 302 302 302 302 302 302 404 302
GET  watched-words:index           302 302 302 302 302 302 302 200 200
GET  watched-words:index_results   302 302 302 302 302 302 302 200 200
GET  watched-words:edit            302 302 302 302 302 302 302 404 200
POST watched-words:edit            302 302 302 302 302 302 302 404 200
GET  watched-words:delete          302 302 302 302 302 302 302 404 200
POST watched-words:delete          302 302 302 302 302 302 302 404 302
GET  watched-words:history         302 302 302 302 302 302 302 404 200
GET  watched-words:history_results 302 302 302 302 302 302 302 404 200
GET  watched-words:usage           302 302 302 302 302 302 302 404 200
"""
ROWS = [(line.split()[0], line.split()[1], line.split()[2:]) for line in TABLE.strip().splitlines()]


def address(name, world):
    """Return the path of a row of the table, and the fields that a form of it would post."""
    lesson, quiz, attempt, classroom = (world[key] for key in ("lesson", "quiz", "attempt", "classroom"))
    special = {
        "healthz": "/healthz",
        "readyz": "/readyz",
        "media": "/media/documents/anything.pdf",
        "page/lesson": lesson.url,
        "page/scenario": world["scenario"].url,
        "page/draft": lesson.url.replace(lesson.slug, "draft"),
        "page/none": "/en/chiragh/no-such-page/",
        "cms": "/cms/",
        "cms/lesson": f"/cms/pages/{lesson.pk}/edit/",
        "cms/other_lesson": f"/cms/pages/{world['other_lesson'].pk}/edit/",
        "cms/people": "/cms/users/",
    }
    if name in special:
        return special[name]
    page, elsewhere = ["content.lessonpage", lesson.pk], ["content.lessonpage", world["other_lesson"].pk]
    words = {"edit", "delete", "history", "history_results", "usage"}
    arguments = {
        "checking:check": page,
        "checking:check/other": elsewhere,
        "checking:publish": page,
        "checking:mend": page,
        "checking:mend/other": elsewhere,
        **{f"watched-words:{view}": [world["site_word"].pk] for view in words},
        "accounts:confirm": [make_confirmation_token(world["new_teacher"])],
        "accounts:confirm/wrong": ["no-such-token"],
        "accounts:password_confirm": ["MQ", "no-such-token"],
        "learning:start": [quiz.pk],
        "learning:start/draft": [world["draft_quiz"].pk],
        "learning:done": [lesson.pk],
        "learning:done/draft": [world["draft"].pk],
        "learning:position": [lesson.pk],
        "learning:attempt": [attempt.pk],
        "learning:item": [attempt.pk, 1],
        "learning:item/none": [uuid.uuid4(), 1],
        "learning:end": [attempt.pk],
        "learning:run_start": [world["scenario"].pk],
        "learning:run_start/draft": [world["draft_scenario"].pk],
        "learning:run": [world["run"].pk],
        "learning:run_step": [world["run"].pk, 1],
        "learning:run_step/none": [uuid.uuid4(), 1],
        "learning:run_back": [world["run"].pk],
        "learning:run_end": [world["run"].pk],
        "learning:make_certificate": [lesson.module.pk],
        "learning:make_certificate/none": [10**9],
        "learning:certificate": [world["certificate"].pk],
        "learning:certificate/none": [uuid.uuid4()],
        "learning:verify_code": [world["certificate"].printed_code],
        "learning:verify_code/none": ["2222-3333-4444-5555"],
        "learning:practice_item": [world["practice_round"].pk, 1],
        "learning:practice_end": [world["practice_round"].pk],
        "offline:module": [lesson.module.pk],
        "offline:module/none": [10**9],
        "offline:tries": [lesson.module.pk],
        "offline:tries/none": [10**9],
        "classrooms:join_class": [classroom.code],
        "classrooms:join_class/none": ["ZZZZZZ"],
        "classrooms:join_class/old": [world["old_code"]],
        "classrooms:who_enter/none": [1],
        "classrooms:who_off/none": [1],
        "classrooms:double": [world["double"].pk],
        "classrooms:not_my_double": [world["double"].pk],
        "classrooms:classroom": [classroom.pk],
        "classrooms:classroom/none": [10**9],
        "classrooms:code": [classroom.pk],
        "classrooms:new_pin": [classroom.pk],
        "classrooms:cards": [classroom.pk],
        "classrooms:cards/none": [10**9],
        "classrooms:add_by_list": [classroom.pk],
        "classrooms:answer_waiting": [classroom.pk],
        "classrooms:removed_learners": [classroom.pk],
        "classrooms:learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:learner/other": [classroom.pk, world["other_enrolment"].pk],
        "classrooms:shown_pin": [classroom.pk, world["enrolment"].pk],
        "classrooms:move_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:merge_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:remove_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:bring_back": [classroom.pk, world["double"].pk],
        "classrooms:assignments": [classroom.pk],
        "classrooms:new_assignment": [classroom.pk],
        "classrooms:assign": [classroom.pk, world["assignment"].module_id],
        "classrooms:assign/none": [classroom.pk, 10**9],
        "classrooms:change_assignment": [classroom.pk, world["assignment"].pk],
        "classrooms:change_assignment/none": [classroom.pk, 10**9],
        "classrooms:withdraw_assignment": [classroom.pk, world["assignment"].pk],
        "classrooms:set_practise_week": [classroom.pk],
        "classrooms:take_back_practise_week": [classroom.pk],
        "classrooms:results": [classroom.pk],
        "classrooms:results_csv": [classroom.pk],
        "classrooms:results_xlsx": [classroom.pk],
        "classrooms:learner_results": [classroom.pk, world["enrolment"].pk],
        "classrooms:learner_results/none": [classroom.pk, 10**9],
        "classrooms:module_results": [classroom.pk, quiz.module.pk],
        "classrooms:module_results/none": [classroom.pk, 10**9],
        "classrooms:teach": [classroom.pk],
        "classrooms:guide": [classroom.pk, lesson.module.pk],
        "classrooms:paper_lesson": [classroom.pk, lesson.pk],
        "classrooms:paper_quiz": [classroom.pk, quiz.pk],
        "classrooms:paper_quiz/draft": [classroom.pk, world["draft_quiz"].pk],
        "classrooms:paper_key": [classroom.pk, quiz.pk],
        "classrooms:paper_results": [classroom.pk, quiz.pk],
        "classrooms:paper_delete": [classroom.pk, world["paper_count"].pk],
        "classrooms:present": [classroom.pk, quiz.pk],
        "classrooms:present/draft": [classroom.pk, world["draft"].pk],
        "classrooms:slide": [classroom.pk, quiz.pk, 2],
        "classrooms:slide/none": [classroom.pk, quiz.pk, 99],
        "classrooms:count_hands": [classroom.pk, quiz.pk, 2],
        "classrooms:hands": [classroom.pk],
        "classrooms:delete_hands": [classroom.pk, world["hand_count"].pk],
        "classrooms:settings": [classroom.pk],
        "classrooms:renew_code": [classroom.pk],
        "classrooms:change_state": [classroom.pk],
        "classrooms:remove_class": [classroom.pk],
        "classrooms:log": [classroom.pk],
        "classrooms:invitations": [classroom.pk],
        "classrooms:withdraw_invitation": [classroom.pk, world["invitation"].pk],
        "classrooms:leave_class": [classroom.pk],
        "classrooms:remove_co_teacher": [classroom.pk, world["co_teaching"].pk],
        "classrooms:remove_co_teacher/own": [classroom.pk, world["own_teaching"].pk],
        "classrooms:hand_over": [classroom.pk, world["co_teaching"].pk],
        "classrooms:hand_over/own": [classroom.pk, world["own_teaching"].pk],
        "classrooms:invitation": [world["invitation_token"]],
        "classrooms:invitation/none": ["no-such-token"],
        "organisations:invitation/none": ["no-such-token"],
    }.get(name, [])
    return reverse(name.split("/")[0], args=arguments)


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"referer": "https://elsewhere.example/"},
    {},
]
POSTS = sorted({name for method, name, _expected in ROWS if method == "POST"})


def our_patterns(resolver=None, namespace=""):
    """Yield the name of each URL pattern whose view is ours; without a name, its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if str(pattern.pattern) == "cms/":
            continue  # walked in tests/editorial/test_two_organisations.py
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from our_patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if view.__module__.startswith("lessons.") and not namespace.startswith("wagtail"):
                yield f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern)


def snapshot():
    """What the posts above would change."""
    return [get_user_model().objects.count(), Attempt.objects.count(), Completion.objects.count()]


class AccessTest(TestCase):
    """One of each thing and each kind of person; what one row does to them is undone before the next."""

    @classmethod
    def setUpTestData(cls):
        cls.world = make_world()

    def client_of(self, role, **options):
        client = Client(**options)
        if self.world["people"][role]:
            client.force_login(self.world["people"][role])
        return client

    def test_each_person_gets_what_the_table_says(self):
        got = {(method, name): self.answers(method, name) for method, name, _expected in ROWS}
        assert got == {(method, name): " ".join(expected) for method, name, expected in ROWS}

    def answers(self, method, name):
        codes = []
        path = address(name, self.world)
        data = {
            "classrooms:new_pin": {"enrolment": self.world["enrolment"].pk},
            "classrooms:change_state": {"to": "closed"},
            "classrooms:answer_waiting": {"all": "1"},
        }.get(name, {})
        for role in ROLES:
            with undone():
                client = self.client_of(role, headers=SAME)
                response = client.get(path) if method == "GET" else client.post(path, data)
                codes.append(str(response.status_code))
        return " ".join(codes)

    def test_every_address_of_ours_has_a_row(self):
        names = set(our_patterns())
        assert len(names) > 25
        assert names - {name.split("/")[0] for _method, name, _expected in ROWS} == set()

    def test_a_visitor_of_a_teachers_page_is_asked_to_sign_in(self):
        response = Client().get(address("classrooms:classroom", self.world))
        assert response["Location"].startswith(reverse("accounts:teacher_sign_in"))

    def test_a_post_without_a_token_is_refused_for_whoever_has_a_session(self):
        before = snapshot()
        got = {}
        for role in ROLES[1:]:
            client = self.client_of(role, enforce_csrf_checks=True, headers=SAME)
            # Answers from a phone carry signed tokens of their learner and try; the session is not asked.
            for name in set(POSTS) - {"phone:replay"}:
                got[role, name] = client.post(address(name, self.world), {"name": "Hina"}).status_code
        assert {key for key, status in got.items() if status != 403} == set()
        assert snapshot() == before

    def test_a_post_from_elsewhere_is_refused_for_a_visitor(self):
        before = snapshot()
        got = {}
        for name in POSTS:
            for headers in ELSEWHERE:
                for data in ({}, {"code": "ABC", "name": "Hina"}):
                    client = Client(enforce_csrf_checks=True, headers=headers, raise_request_exception=False)
                    answer = client.post(address(name, self.world), data)
                    got[name, str(headers), bool(data)] = answer.status_code
        assert {key: status for key, status in got.items() if status != 403} == {}
        assert snapshot() == before

    def test_a_post_from_a_page_of_ours_needs_no_token_without_a_session(self):
        for name in ("learning:start", "learning:done"):
            for headers in (SAME, {"origin": "http://testserver"}, {"referer": "http://testserver/en/"}):
                client = Client(enforce_csrf_checks=True, headers=headers)
                assert client.post(address(name, self.world)).status_code == 302
