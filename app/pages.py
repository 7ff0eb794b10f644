"""The packages put together: tables and pages, lowest floor first."""

MODEL_MODULES = (
    "core.journal",
    "core.outbox",
    "accounts.models",
    "congress.models",
    "congress.chamber_models",
    "programme.models",
    "motions.models",
    "amendments.models",
    "voting.models",
    "letters.models",
)

BLUEPRINTS = (
    "amendments.desk_views",
    "amendments.draft_views",
    "amendments.views",
    "amendments.proposal_views",
    "letters.views",
    "voting.sitting_views",
    "voting.console_views",
    "voting.poll_views",
    "voting.hall_views",
    "app.site_views",
    "app.info_views",
    "app.home_views",
    "app.demonstration_views",
    "app.components_views",
    "congress.signing_in_views",
    "programme.views",
    "congress.roll_views",
    "motions.motion_views",
    "motions.revision_views",
    "motions.viewpoint_views",
)
