"""English sentences of a vote in parts and of an election, where « la » and « il est procédé à » have no like."""

from dataclasses import replace

import pytest

from tests.support.said import translations
from tests.voting.rules.minutes.test_deeds import told
from voting.rules.counted_poll import Subject, SubjectKind
from voting.rules.minutes.vote_deeds import put_sentence
