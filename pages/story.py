"""Story: which views are shown to a room, in which order, and what is said to each?"""

from ui import presenting_state, shell, story, story_board, story_speaker
from ui.text import t


def body() -> None:
    """Draw the stories, or in a speaker's window the notes of the one that is presented."""
    if presenting_state.speaker():
        story_speaker.draw()
        return
    every = story.everything()
    known = story.current(every)
    shell.sentence(story.headline(known))
    story_board.draw(every, known)


shell.page(t("page.story"), body)
