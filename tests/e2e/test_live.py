"""A group scores together: one leads on the screen, a colleague and a guest answer on their phones, and one loses the net."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from spegla.assessments.live_queries import device_hash
from spegla.assessments.models import Answer, LiveAssessment, OwnAnswer, OwnSheet, ShownAnswer, ShownItem
from spegla.assessments.own import guest_sheet, save_own_answer
from tests.demo import KEY_PERSON, MANAGER
from tests.e2e.looking import assert_sound, at_rest, faults

pytestmark = pytest.mark.browser
NO_NET = "ERR_INTERNET_DISCONNECTED"
FIRST, SECOND = "Det finns ett politiskt beslut", "Politiken frågar efter resultat"
SAVED = "Tack, svaret är sparat. Titta upp."
ITEM = "political-decision"
KEEPS_NOTHING = "() => Object.keys(localStorage).length === 0"
WALL = {"width": 1920, "height": 1080}


@pytest.fixture(autouse=True)
def _nobody_has_answered_at_home(stage):
    OwnSheet.objects.all().delete()
    ShownItem.objects.all().delete()


@pytest.fixture
def opened(stage, visitor):
    """The screen of a room that has just been opened."""
    wall = visitor(KEY_PERSON)
    wall.goto(reverse("participant:assessment", args=[stage.places["one", "granasa"].pk, "bm2"]))
    wall.get_by_role("link", name="Skatta tillsammans i rummet").click()
    wall.get_by_role("button", name="Öppna rummet").click()
    expect(wall.get_by_role("heading", name="Ta upp telefonen och gå in i rummet")).to_be_visible()
    return wall


def come_in(phone, wall):
    """A guest types what stands on the wall."""
    phone.goto("/rum/")
    phone.get_by_label("Rumskod").fill(wall.locator(".way-in__code").inner_text())
    phone.get_by_role("button", name="Gå vidare").click()
    expect(phone.get_by_role("heading", name="Det här lovar vi")).to_be_visible()
    phone.get_by_label("Förtroendevald").check()
    phone.get_by_role("button", name="Gå in").click()
    expect(phone.get_by_role("heading", name="Du är inne. Titta upp.")).to_be_visible()


def press(wall, key):
    """Once the page listens to keys, which it says."""
    expect(wall.locator("[data-keys-switch]")).to_be_visible()
    at_rest(wall)
    wall.keyboard.press(key)


def answer(phone, level):
    phone.get_by_role("radio", name=level).check()
    phone.get_by_role("button", name="Skicka mitt svar").click()


def somebody_else_answers(score):
    live = LiveAssessment.objects.get()
    sheet = guest_sheet(live, device_hash(f"another {score}"), function="")
    given = {"state": "scored", "score": score, "comment": "", "not_working": "Bolagen är inte med."}
    save_own_answer(sheet, ITEM, given, based_on=0, request_key="")


def all_see(pages, heading, level=None):
    for page in pages:
        expect(page.get_by_role("heading", name=heading, level=level)).to_be_visible()


@pytest.fixture
def three(visitor, opened):
    """The wall, a colleague and a guest, all before the first item."""
    colleague, guest = visitor(MANAGER), visitor(size="phone")
    come_in(guest, opened)
    colleague.goto(guest.url.partition(guest.evaluate("location.origin"))[2])
    expect(colleague.get_by_role("radio", name="Hög chef")).to_be_checked()
    colleague.get_by_role("button", name="Gå in").click()
    expect(opened.locator(".room-count")).to_contain_text("2")
    press(opened, "PageDown")
    all_see((opened, colleague, guest), FIRST, level=1)
    return opened, colleague, guest


def agree_and_go_on(wall):
    wall.get_by_role("radio", name="2 Behöver utvecklas").check()
    wall.get_by_label("Vad fungerar inte?").fill("Bolagen.")
    wall.locator("h1").click()
    press(wall, "n")


@pytest.mark.both_databases
def test_each_answers_and_all_see_how_differently(three):
    wall, colleague, guest = three
    answer(guest, "1 Inte påbörjat")
    answer(colleague, "3 Finns och används")
    for page in (guest, colleague):
        expect(page.get_by_text(SAVED)).to_be_visible()
    somebody_else_answers(3)
    expect(wall.locator(".room-count")).to_contain_text("3 har svarat")
    assert wall.locator(".spread__table").count() == 0
    press(wall, "v")
    all_see(three, "Så olika svarade vi")
    for page in three:
        expect(page.locator(".spread__count")).to_have_text(["2", "0", "1", "0"])
    expect(wall.get_by_text("De som sticker ut börjar: vad ser ni som inte vi ser?")).to_be_visible()
    expect(wall.get_by_text("Bolagen är inte med.")).to_be_visible()
    expect(wall.get_by_role("heading", name="Förra gången: Inför första träffen")).to_be_visible()
    assert (OwnAnswer.objects.count(), ShownAnswer.objects.count()) == (0, 3)


@pytest.mark.both_databases
def test_what_they_agree_on_is_saved_and_the_room_goes_on_and_closes(stage, three):
    wall, _, guest = three
    agree_and_go_on(wall)
    all_see(three, SECOND, level=1)
    own = Answer.objects.filter(assessment__participation=stage.places["one", "granasa"], assessment__occasion="bm2", item=ITEM)
    assert own.values_list("score", "not_working").get() == (2, "Bolagen.")
    wall.get_by_text("Hur man kommer in, och stäng rummet").click()
    wall.get_by_role("button", name="Stäng rummet").click()
    all_see(three, "Rummet är stängt")
    guest.wait_for_function(KEEPS_NOTHING)


def test_the_next_question_comes_with_the_poll_and_a_question_one_has_answered_with_ones_answer(three):
    wall, colleague, guest = three
    answer(colleague, "3 Finns och används")
    expect(colleague.get_by_text(SAVED)).to_be_visible()
    fetched = []
    for page in (colleague, guest):
        page.on("request", lambda request: None if "/rum/v/" in request.url else fetched.append(request.frame.page))
    press(wall, "n")
    all_see(three, SECOND, level=1)
    assert fetched == []
    press(wall, "f")
    all_see(three, FIRST, level=1)
    expect(colleague.get_by_text("Ditt svar: 3 – Finns och används")).to_be_visible()
    expect(guest.get_by_role("radio")).to_have_count(4)
    assert set(fetched) == {colleague}


def test_where_the_browser_keeps_nothing_an_answer_arrives_all_the_same(visitor, opened):
    guest = visitor(size="phone")
    guest.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })")
    come_in(guest, opened)
    press(opened, "PageDown")
    expect(guest.get_by_role("heading", name=FIRST)).to_be_visible()
    answer(guest, "2 Behöver utvecklas")
    expect(guest.get_by_text(SAVED)).to_be_visible()
    assert OwnAnswer.objects.get().score == 2


def test_a_phone_that_loses_the_net_keeps_the_answer_and_comes_back_where_the_room_is(visitor, opened):
    guest = visitor(size="phone", meets=(NO_NET,))
    come_in(guest, opened)
    press(opened, "PageDown")
    expect(guest.get_by_role("heading", name=FIRST)).to_be_visible()
    guest.get_by_text("Skriv något till svaret").click()
    guest.get_by_label("Kommentar").fill("Det gäller inte bolagen.")
    guest.reload()
    expect(guest.get_by_label("Kommentar")).to_have_value("Det gäller inte bolagen.")

    guest.context.set_offline(True)
    answer(guest, "2 Behöver utvecklas")
    expect(guest.get_by_role("status").first).to_contain_text("Svaret ligger kvar i telefonen och skickas när nätet är tillbaka.")
    assert not OwnAnswer.objects.exists()
    guest.context.set_offline(False)
    expect(guest.get_by_text(SAVED)).to_be_visible()
    assert OwnAnswer.objects.values_list("score", "comment", "version").get() == (2, "Det gäller inte bolagen.", 1)
    expect(opened.locator(".room-count")).to_contain_text("1 har svarat")

    guest.context.set_offline(True)
    press(opened, "n")
    expect(opened.get_by_role("heading", name=SECOND, level=1)).to_be_visible()
    guest.context.set_offline(False)
    expect(guest.get_by_role("heading", name=SECOND)).to_be_visible()


def test_an_answer_given_offline_waits_for_the_new_code(visitor, opened):
    guest = visitor(size="phone", meets=(NO_NET,))
    come_in(guest, opened)
    press(opened, "PageDown")
    expect(guest.get_by_role("heading", name=FIRST)).to_be_visible()
    guest.context.set_offline(True)
    answer(guest, "2 Behöver utvecklas")
    expect(guest.get_by_role("status").first).to_contain_text("Svaret ligger kvar i telefonen")
    old = opened.locator("[data-room-code]").inner_text()
    opened.get_by_text("Är det rätt personer inne?").click()
    opened.get_by_role("button", name="Byt kod").click()
    expect(opened.locator("[data-room-code]")).not_to_have_text(old)
    guest.context.set_offline(False)
    expect(guest.get_by_role("heading", name="Koden är bytt")).to_be_visible()
    guest.get_by_label("Rumskod").fill(opened.locator("[data-room-code]").inner_text())
    guest.get_by_role("button", name="Gå vidare").click()
    guest.get_by_role("button", name="Gå in").click()
    expect(guest.get_by_text(SAVED)).to_be_visible()
    assert OwnAnswer.objects.get().score == 2


def test_on_a_shared_computer_nothing_remains_after_leaving(visitor, opened):
    guest = visitor(size="phone")
    come_in(guest, opened)
    press(opened, "PageDown")
    guest.get_by_text("Skriv något till svaret").click()
    guest.get_by_label("Kommentar").fill("Det här skrev jag.")
    assert any("political-decision" in key for key in guest.evaluate("Object.keys(localStorage)"))
    room = guest.url
    guest.get_by_role("button", name="Lämna rummet").click()
    expect(guest.get_by_role("heading", name="Du har lämnat rummet")).to_be_visible()
    guest.wait_for_function(KEEPS_NOTHING)
    assert [cookie for cookie in guest.context.cookies() if cookie["name"].startswith("rum-")] == []
    guest.goto(room)
    expect(guest.get_by_role("heading", name="Gå in i rummet")).to_be_visible()


def test_without_scripts_phone_and_screen_work_by_their_buttons(visitor, stage):
    wall, guest = visitor(KEY_PERSON, scripts=False, meets=(409,)), visitor(size="phone", scripts=False)
    wall.goto(reverse("participant:in-room", args=[stage.places["one", "granasa"].pk, "bm2"]))
    wall.get_by_role("button", name="Öppna rummet").click()
    come_in(guest, wall)
    wall.get_by_role("button", name="Börja med första frågan").click()
    expect(wall.get_by_role("heading", name=FIRST, level=1)).to_be_visible()
    guest.get_by_role("link", name="Uppdatera").click()
    answer(guest, "1 Inte påbörjat")
    expect(guest.get_by_text(SAVED)).to_be_visible()
    wall.get_by_role("button", name="Visa svaren").click()
    expect(wall.get_by_text("Minst tre behöver ha svarat")).to_be_visible()
    wall.get_by_role("radio", name="2 Behöver utvecklas").check()
    wall.get_by_role("button", name="Spara och nästa").click()
    expect(wall.get_by_role("heading", name=SECOND, level=1)).to_be_visible()
    assert Answer.objects.get(assessment__participation=stage.places["one", "granasa"], assessment__occasion="bm2", item=ITEM).score == 2


def test_keys_keep_quiet_in_fields_and_can_be_turned_off(opened):
    wall = opened
    wall.get_by_role("button", name="Stäng av kortkommandon").click()
    press(wall, "n")
    wall.get_by_role("button", name="Slå på kortkommandon").click()
    expect(wall.get_by_role("heading", name="Ta upp telefonen och gå in i rummet")).to_be_visible()
    press(wall, "n")
    expect(wall.get_by_role("heading", name=FIRST, level=1)).to_be_visible()
    wall.get_by_label("Vad fungerar inte?").press_sequentially("nvf")
    expect(wall.get_by_label("Vad fungerar inte?")).to_have_value("nvf")
    expect(wall.get_by_role("heading", name=FIRST, level=1)).to_be_visible()


def test_phone_and_screen_are_for_everybody(visitor, opened):
    guest = visitor(size="phone")
    come_in(guest, opened)
    press(opened, "PageDown")
    expect(guest.get_by_role("heading", name=FIRST)).to_be_visible()
    for score in (1, 2, 3):
        somebody_else_answers(score)
    assert_sound(guest)
    answer(guest, "2 Behöver utvecklas")
    expect(guest.get_by_text(SAVED)).to_be_visible()
    assert_sound(guest)
    expect(opened.locator(".room-count")).to_contain_text("4 har svarat")
    assert_sound(opened)
    press(opened, "v")
    expect(opened.get_by_role("heading", name="Så olika svarade vi")).to_be_visible()
    assert_sound(opened)
    assert faults(opened, WALL) == []
    expect(guest.get_by_role("heading", name="Så olika svarade vi")).to_be_visible()
    assert_sound(guest)
