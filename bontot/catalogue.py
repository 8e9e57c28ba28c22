"""Every act there is, in one list: no discovery, no magic."""

from __future__ import annotations

from bontot.evaluation import acts as evaluation
from bontot.ledger.acts import Act
from bontot.members import acts as members
from bontot.members import censure, discipline, posts, registering, stays
from bontot.organisations import acts as organisations
from bontot.organisations import territories
from bontot.restructuring import acts as restructuring
from bontot.restructuring import standing
from bontot.training import acts as training

ACTS: dict[str, type[Act]] = {
    act.act: act
    for act in (
        organisations.Establish,
        organisations.Rename,
        organisations.ChangeKind,
        territories.ChangeTerritory,
        organisations.HandOver,
        organisations.Register,
        organisations.RecordHistory,
        restructuring.Absorb,
        restructuring.Merge,
        restructuring.MergeInto,
        restructuring.SplitOff,
        restructuring.Divide,
        restructuring.Dissolve,
        restructuring.Disband,
        standing.Restore,
        standing.ChangeLevel,
        registering.Register,
        stays.RecordStays,
        registering.Admit,
        members.Confirm,
        members.Transfer,
        members.Exempt,
        members.StrikeOff,
        members.Expel,
        members.Leave,
        members.Die,
        members.Restore,
        members.Change,
        members.Correct,
        discipline.Reprimand,
        discipline.Warn,
        discipline.Dismiss,
        discipline.Clear,
        discipline.Register,
        censure.Reprimand,
        censure.Warn,
        censure.Clear,
        censure.Register,
        posts.Appoint,
        posts.Relieve,
        posts.Register,
        training.Attend,
        evaluation.Classify,
        evaluation.ClassifyMember,
        evaluation.Recognise,
    )
}
