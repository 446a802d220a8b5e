"""Stories: several articles of one event side by side."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.templatetags.merilo import day
from merilo_desk.readingroom.actions.stories import MOST, compare_again, make_story, rename_story, set_articles
from merilo_desk.readingroom.forms import StoryForm
from merilo_desk.readingroom.models import StoredArticle, Story
from merilo_desk.readingroom.side_by_side import KINDS, Table, table

PAGE = 50


@login_required
def stories(request: HttpRequest) -> HttpResponse:
    """All stories; posted articles make a new one."""
    require(request.user, Act.SEE_READINGS)
    if request.method == "POST":
        try:
            story = make_story(request.POST.get("title", ""), _chosen(request), by=request.user)  # type: ignore[arg-type]
        except ValidationError as told:
            messages.warning(request, told.message)
            return redirect("readingroom:readings")
        return redirect("readingroom:story", story.pk)
    rows = Story.objects.visible_to(request.user).order_by("-pk")
    shown = rows.defer("threads").annotate(many=Count("articles"))
    page = page_of(rows, request.GET.get("page"), PAGE, shown)
    return render(request, "readingroom/stories.html", {"page": page})


def _chosen(request: HttpRequest) -> list[StoredArticle]:
    wanted = brought.numbers(request.POST.getlist("articles"))
    rows = StoredArticle.objects.visible_to(request.user).filter(pk__in=wanted, state=StoredArticle.State.READ)
    return list(rows.filter(same_as=None).defer("report", "text", "keys"))


@login_required
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """The articles side by side."""
    require(request.user, Act.SEE_READINGS)
    found: Story = get_object_or_404(Story.objects.visible_to(request.user), pk=pk)
    made = table(found, get_language() or "en")
    kind = request.GET.get("kind", "")
    rows = [row for row in made.rows if (kind not in KINDS or kind in row.kinds)]
    if kind == "changed":
        rows = [row for row in rows if row.changed]
    context = {
        "story": found,
        "columns": made.columns,
        "rows": rows[:200],
        "more": max(len(rows) - 200, 0),
        "kind": kind,
        "kinds": _kinds(made),
        "busy": found.compared < found.turn,
        "picture": _picture(made),
        "form": StoryForm(instance=found),
        "others": _others(request, found),
        "full": len(made.columns) >= MOST,
        "profile": language(get_language()).profile,
    }
    if request.headers.get("HX-Request"):
        answer = render(request, "readingroom/comparing.html", context)
        if not context["busy"]:
            answer["HX-Refresh"] = "true"
        return answer
    return render(request, "readingroom/story.html", context)


def _kinds(made: Table) -> list[tuple[str, str, int]]:
    names = {
        "claim": _("Claims"),
        "quotation": _("Quotations"),
        "figure": _("Figures"),
        "changed": _("Changed on the way"),
    }
    counts = {key: sum(key in row.kinds for row in made.rows) for key in KINDS}
    counts["changed"] = sum(row.changed for row in made.rows)
    return [(key, names[key], counts[key]) for key in ("changed", *KINDS)]


def _picture(made: Table) -> str:
    articles = [engine.Told(f"{each.letter}  {each.called}", day(each.article.published)) for each in made.columns]
    passed = [
        engine.Passed(first, later, count, first in made.columns[later].names)
        for (first, later), count in made.shares.items()
    ]
    return engine.layers(articles, passed, _("Who told what others had told first")) if passed else ""


def _others(request: HttpRequest, found: Story) -> list[StoredArticle]:
    """Return the latest readings that are in no story yet."""
    rows = StoredArticle.objects.visible_to(request.user).filter(
        state=StoredArticle.State.READ, same_as=None, story=None, read_at__isnull=False
    )
    return list(rows.defer("report", "text", "keys")[:60])


@login_required
@require_POST
def change_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a story, add or take out an article, or compare anew."""
    require(request.user, Act.READ)
    found: Story = get_object_or_404(Story.objects.visible_to(request.user), pk=pk)
    now = list(found.articles.defer("report", "text", "keys"))
    try:
        if request.POST.get("remove", "").isdecimal():
            set_articles(found, [each for each in now if str(each.pk) != request.POST["remove"]], by=request.user)  # type: ignore[arg-type]
        elif request.POST.getlist("articles"):
            set_articles(found, [*now, *_chosen(request)], by=request.user)  # type: ignore[arg-type]
        elif "title" in request.POST:
            form = StoryForm(request.POST, instance=found)
            if form.is_valid():
                rename_story(found, form.cleaned_data["title"], by=request.user)  # type: ignore[arg-type]
        else:
            compare_again(found)
    except ValidationError as told:
        messages.warning(request, told.message)
    return redirect("readingroom:story", pk)
