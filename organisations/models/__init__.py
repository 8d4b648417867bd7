"""Who we are: the records, and the pages that show them.

Other packages import from here. Inside, modules import downwards only: key, period and assertion
at the bottom, then names, then records, then pages.
"""

from organisations.models.assertion import Assertion
from organisations.models.attendance import Attendance
from organisations.models.audit_entry import AuditEntry, AuditHead
from organisations.models.ballot import Ballot, BallotChange, Choice, TextChange, Way
from organisations.models.body import Body, BodyDescription, BodyLink, BodyName, BodySeat
from organisations.models.body_page import BodyPage
from organisations.models.body_rule import BodyRule
from organisations.models.confirmation import Confirmable
from organisations.models.decision import Decision
from organisations.models.elector import Dissent, Elector
from organisations.models.event import Event, EventDescription, EventParty
from organisations.models.figure import Figure
from organisations.models.further_source import FurtherSource
from organisations.models.key import Keyed
from organisations.models.meeting import Delegation, Meeting
from organisations.models.membership import Membership
from organisations.models.name import Description, Name
from organisations.models.notification import Notification
from organisations.models.organisation import (
    Contact,
    Organisation,
    OrganisationDescription,
    OrganisationName,
    OrganisationTerritory,
)
from organisations.models.organisation_page import OrganisationPage
from organisations.models.organisation_settings import OrganisationSettings
from organisations.models.period import PartialDateField, Period
from organisations.models.person import Person, PersonName
from organisations.models.person_account import PersonAccount
from organisations.models.post import Post, PostTitle
from organisations.models.relation import Relation
from organisations.models.source import Source
from organisations.models.structure_page import StructurePage
from organisations.models.territory import Territory

__all__ = [
    "Assertion",
    "Attendance",
    "AuditEntry",
    "AuditHead",
    "Ballot",
    "BallotChange",
    "Body",
    "BodyDescription",
    "BodyLink",
    "BodyName",
    "BodyPage",
    "BodyRule",
    "BodySeat",
    "Choice",
    "Confirmable",
    "Contact",
    "Decision",
    "Delegation",
    "Description",
    "Dissent",
    "Elector",
    "Event",
    "EventDescription",
    "EventParty",
    "Figure",
    "FurtherSource",
    "Keyed",
    "Meeting",
    "Membership",
    "Name",
    "Notification",
    "Organisation",
    "OrganisationDescription",
    "OrganisationName",
    "OrganisationPage",
    "OrganisationSettings",
    "OrganisationTerritory",
    "PartialDateField",
    "Period",
    "Person",
    "PersonAccount",
    "PersonName",
    "Post",
    "PostTitle",
    "Relation",
    "Source",
    "StructurePage",
    "Territory",
    "TextChange",
    "Way",
]
