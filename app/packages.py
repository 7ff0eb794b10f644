"""The packages put together: tables and pages, lowest floor first."""

MODEL_MODULES = (
    "core.journal",
    "core.mail.outbox",
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
    "amendments.pages.desk_views",
    "amendments.pages.editorial_views",
    "amendments.pages.draft_views",
    "amendments.pages.amendment_views",
    "amendments.pages.proposal_views",
    "letters.views",
    "voting.pages.sitting_views",
    "voting.pages.console_views",
    "voting.pages.poll_views",
    "voting.pages.hall.hall_views",
    "app.pages.site_views",
    "app.pages.info_views",
    "app.pages.home_views",
    "app.pages.demonstration_views",
    "app.pages.components_views",
    "congress.pages.signing_in_views",
    "programme.views",
    "congress.pages.roll_views",
    "congress.pages.merging_views",
    "motions.pages.motion_views",
    "motions.pages.revision_views",
    "motions.pages.viewpoint_views",
)
