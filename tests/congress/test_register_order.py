"""The register and the named votes in the order of the alphabet, the same on both databases."""

from congress.models import Member
from congress.queries.chamber_queries import electors_of
from core.database import session
from tests.support.assembly import assemble

NAMES = ["Bouvier", "Élie", "Le Roux", "Bénard", "Fabre", "benoît", "Lefèvre", "Ébrard"]


def test_the_register_is_in_the_order_of_a_directory(app):
    assembly = assemble(app, electors=len(NAMES))

    def name_them() -> None:
        for member_id, name in zip(assembly.electors, NAMES, strict=True):
            session().get_one(Member, member_id).family_name = name

    assembly.run(name_them)
    found = assembly.read(lambda: [member.family_name for member in electors_of(assembly.congress_id)])
    assert found == ["Bénard", "benoît", "Bouvier", "Ébrard", "Élie", "Fabre", "Le Roux", "Lefèvre"]
