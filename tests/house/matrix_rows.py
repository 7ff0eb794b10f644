"""What a row of the matrix is: one route for one method, and what each role is answered."""

from dataclasses import dataclass, field

ALL = "200 200 200 200 200 200"
NOBODY_IN_VAIN = "404 404 404 404 404 404"
MEMBERS = "303 200 200 200 200 200"
SECRETARIAT = "303 403 403 403 403 200"
WRITERS = "303 200 200 403 200 403"


@dataclass(frozen=True)
class Row:
    """One route for one method: statuses by role, the values of its address, what is sent."""

    method: str
    endpoint: str
    statuses: str
    values: dict[str, object] = field(default_factory=dict)
    form: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.method} {self.endpoint}"


def get(endpoint: str, statuses: str, **values: object) -> Row:
    return Row("GET", endpoint, statuses, values)


def post(endpoint: str, statuses: str, form: dict[str, object], **values: object) -> Row:
    return Row("POST", endpoint, statuses, values, form)
