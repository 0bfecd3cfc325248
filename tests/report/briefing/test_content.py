from cluster_core.report.briefing.content import left_out


def test_what_is_left_out_is_counted() -> None:
    assert left_out("{count} more", 7, 4) == "3 more"
    assert left_out("{count} more", 4, 4) == ""
