"""Paul Suppléant, who may sit for bela: a seat that two people share."""

from tests.support.cast import Cast


def with_paul(cast: Cast, *, signs_in: bool = False) -> int:
    """The number of Paul, member of the congress from now on; with an account of his own where he `signs_in`."""
    from accounts.models import Account
    from congress.models import Category, Congress, Member
    from core.database import session

    def add() -> int:
        session().get_one(Congress, cast.congress_id).substitutes = True
        account = Account(email="paul@exemple.test") if signs_in else None
        if account is not None:
            session().add(account)
            session().flush()
        row = Member(
            congress_id=cast.congress_id, ref="s", pseudonym="essai-s", position=99, category=Category.ELECTED,
            honorific="M.", given_name="Paul", family_name="Suppléant", substitute_of_id=cast.ids["bela"],
            account_id=account.id if account else None,
        )  # fmt: skip
        session().add(row)
        session().flush()
        return row.id

    cast.ids["paul"] = cast.run(add)
    return cast.ids["paul"]
