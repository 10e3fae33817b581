"""What makes a page sound, read from its HTML as a browser reads it: each check gives what is wrong, or nothing."""

from urllib.parse import urlsplit

import html5lib
from django.conf import settings

ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "data"}


class Page:
    """A page as a browser reads it."""

    def __init__(self, text):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.tree = parser.parse(text)
        self.errors = [f"{code} at {where}" for where, code, _ in parser.errors]

    def all(self, *tags):
        return [element for element in self.tree.iter() if element.tag in tags]

    def attributes(self, *names):
        return [value for element in self.tree.iter() for name, value in element.items() if name in names]

    @property
    def ids(self):
        return self.attributes("id")


def words(element):
    return " ".join("".join(element.itertext()).split())


def problems(page, language):
    """Everything that is wrong with the page itself, by what it is."""
    found = {
        "parse errors": page.errors,
        "language": [] if page.tree.get("lang") == language else [page.tree.get("lang")],
        "headings": _heading_problems(page),
        "title": [words(title) for title in page.all("head")[0].iter("title") if len(words(title)) < 10],
        "ids used twice": sorted({one for one in page.ids if page.ids.count(one) > 1}),
        "labels for nothing": [label.get("for") for label in page.all("label") if not _labels_something(page, label)],
        "fields without a name": _unlabelled(page),
        "references to nothing": _dangling(page),
        "forms": [problem for form in page.all("form") for problem in _form_problems(form)],
        "inline code": _inline(page),
        "addresses elsewhere": [url for url in _addresses(page) if not is_ours(url)],
    }
    return {what: wrong for what, wrong in found.items() if wrong}


def _heading_problems(page):
    headings = [words(h1) for h1 in page.all("h1")]
    return [] if len(headings) == 1 and headings[0] else headings or ["none"]


def _labels_something(page, label):
    return label.get("for") in page.ids or (
        label.get("for") is None and any(one.tag in ("input", "select", "textarea") for one in label.iter())
    )


def _unlabelled(page):
    """Fields that nothing names: no label for them or around them, no aria-label."""
    labelled = {label.get("for") for label in page.all("label")}
    inside = {one for label in page.all("label") for one in label.iter()}
    return [
        field.get("name")
        for field in page.all("input", "select", "textarea")
        if field.get("type") not in ("hidden", "submit") and field.get("hidden") is None
        and field.get("id") not in labelled and field not in inside
        and not field.get("aria-label") and not field.get("aria-labelledby")
    ]


def _dangling(page):
    """Parts of the page that something points at and that are not there."""
    pointed = [name for value in page.attributes("aria-describedby", "aria-labelledby", "aria-controls") for name in value.split()]
    pointed += [value[1:] for value in page.attributes("href") if value.startswith("#")]
    return sorted(set(pointed) - set(page.ids))


def _form_problems(form):
    """What would keep a form from working in a browser without scripts."""
    fields = list(form.iter())
    where = form.get("action") or "the page itself"
    if form.get("method", "get").lower() == "post" and not any(one.get("name") == "csrfmiddlewaretoken" for one in fields):
        yield f"no token in the form to {where}"
    if not any(one.tag == "button" and one.get("type") == "submit" for one in fields):
        yield f"no button in the form to {where}"
    for one in fields:
        if one.tag == "button" and not (words(one) or one.get("aria-label")):
            yield f"a button without words in the form to {where}"


def _inline(page):
    scripts = ["script" for script in page.all("script") if not script.get("src")]
    styles = [style.tag for style in page.all("style")]
    named = [name for one in page.tree.iter() for name in one.keys() if name == "style" or name.startswith(("on", "hx-on"))]  # noqa: SIM118
    return scripts + styles + named


def _addresses(page):
    """What the page loads or sends to, and where it leads; but not where people have said that something lies."""
    written_by_people = [one.get("href") for one in page.all("a") if one.get("rel") in ("noreferrer", "nofollow")]
    found = page.attributes(*ADDRESSES)
    for url in written_by_people:
        found.remove(url)
    return found


def is_ours(url):
    """A letter says where we are with the whole address; everything else goes without one, or to a mail program."""
    whole = f"{settings.SITE_ADDRESS}/"
    return url.startswith(("mailto:", whole)) or not (urlsplit(url).scheme or urlsplit(url).netloc)
