from cluster_core.report.briefing.slide_parts import Box


def test_a_box_is_divided_by_shares() -> None:
    box = Box(100, 200, 1000, 500)
    assert box.across(0.2, 0.5) == Box(300, 200, 300, 500)
    assert box.down(0.5, 1) == Box(100, 450, 1000, 250)


def test_how_much_text_there_is_room_for() -> None:
    inch = 914_400
    box = Box(0, 0, 8 * inch, 2 * inch)  # 576 x 144 points: 72 half-width signs of 16 points, lines of 20
    assert (box.cells(16), box.lines(16)) == (70, 7)
