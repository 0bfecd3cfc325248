from cluster_core.report.briefing.pictures import SCALE, drawn, profile_size, profile_spec
from tests.report.briefing.briefed import briefed


def test_a_picture_is_a_png_of_print_resolution() -> None:
    profile = briefed("practice").profile
    png = drawn(profile_spec(profile))
    assert png.startswith(b"\x89PNG")
    wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert wide >= SCALE * profile_size(profile)[0]
    assert high >= SCALE * profile_size(profile)[1]


def test_a_bar_ends_at_its_score() -> None:
    profile = briefed("practice").profile
    rows = profile_spec(profile)["data"]["values"]
    assert [row["own"] for row in rows] == [one.score for one in profile.forces]
    assert [row["median"] for row in rows] == [one.median for one in profile.forces]
