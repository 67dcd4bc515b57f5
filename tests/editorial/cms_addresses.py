"""Every address below /cms/, taken from Django's resolver, with the things of one side filled in."""

import re

from django.urls import URLResolver, get_resolver
from wagtail.models import Site

from lessons.organisations.actions import group_name

BULK = {
    "wagtailcore/page": ("draft", ["delete", "move", "publish", "unpublish"]),
    "wagtailimages/image": ("image", ["delete", "add_tags", "add_to_collection"]),
    "wagtaildocs/document": ("document", ["delete", "add_tags", "add_to_collection"]),
    "content/question": ("question", ["delete"]),
    "accounts/user": ("editor", ["delete", "assign_role", "set_active_state"]),
}


def cms_routes():
    """Return each route below /cms/ once, as it is written, in Django's order."""
    return list(dict.fromkeys(_routes(get_resolver())))


def _routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif route.startswith("cms/"):
            yield route


def paths(route, side):
    """Return the paths of `route` with the things of `side`; KeyError for an argument that nobody has named here."""
    if "bulk/<" in route:
        return [
            f"/cms/bulk/{model}/{action}/?id={getattr(side, name).pk}"
            for model, (name, actions) in BULK.items()
            for action in actions
        ]
    thing = thing_of(route, side)
    if "/revisions/compare/" in route:
        start = route.split("(", 1)[0]
        return [f"/{start}{thing.pk}/revisions/compare/earliest...latest/"]
    values = arguments(route, side, thing)
    return ["/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route).replace("$", "")]


def thing_of(route, side):
    """Return what `route` is about."""
    for model in ("question", "fact", "helpline", "topic"):
        if f"/content/{model}/" in route:
            return side.question.topic if model == "topic" else getattr(side, model)
    if route.startswith("cms/pages/") or "main/pages/" in route:
        workflow, unschedule = "workflow" in route, "unschedule" in route
        return side.moderated if workflow else side.scheduled if unschedule else side.draft
    others = {
        "exchange/texts/in/": side.upload,
        "exchange/modules/in/": side.package,
        "exchange/modules/out/": side.module,
        "watched-words/": side.watched_word,
        "organisations/": side.organisation,
        "cms/people/": side.organisation,
        "reports/readers/": side.module,
        "mark-again/": side.question,
        "images/": side.image,
        "documents/": side.document,
        "collections/": side.organisation.collection,
        "workflows/tasks/": side.organisation.workflow.tasks.first(),
        "workflows/": side.organisation.workflow,
        "users/": side.editor,
        "groups/": side.editor.groups.get(name=group_name(side.organisation, "editor")),
        "sites/": Site.objects.get(),
    }
    return next((thing for part, thing in others.items() if part in route), side.draft)


def arguments(route, side, thing):
    task_state = getattr(side, f"{thing._meta.model_name}_state", side.page_state).current_task_state
    uploads = side.image_upload if "images/" in route else side.document_upload
    about = "editorial/languagereview" if "tasks/add" in route else "content/lessonpage"
    label, model = about.split("/")
    page = dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "page_pk"], thing.pk)
    page["parent_page_id"] = side.draft_module.pk
    files = dict.fromkeys(["image_id", "document_id", "doc_id", "collection_id", "pk"], thing.pk)
    kinds = {"content_type_app_name": label, "content_type_model_name": model, "app_name": "taggit"}
    kinds |= {"app_label": label, "model_name": "tag" if "tag-" in route else model}
    ours = {
        "number": (side.invitation if "invitations/" in route else side.membership).pk,
        "kind": "lessonpage",
        "label": "content.lessonpage",
        "language": "ur",
        "ref": f"page:{side.draft.pk}",
    }
    return {
        **page,
        **files,
        **kinds,
        **ours,
        "destination_id": side.draft_module.pk,
        "revision_id": getattr(thing, "latest_revision_id", None),
        "task_state_id": task_state.pk,
        "workflow_state_id": task_state.workflow_state_id,
        "task_id": task_state.task_id,
        "workflow_pk": side.organisation.workflow.pk,
        "uploaded_file_id": uploads.pk,
        "object_id": side.draft.pk,
        "session_id": side.session.pk,
        "action_name": "unpublish" if "main/" in route else "approve",
        "filter_spec": "width-10",
        "uidb64": "MQ",
        "token": "no-token",
    }
