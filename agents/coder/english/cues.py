"""What turns an event into a planned, feared, denied, old or simulated one: the table of cues.

One line is one cue in ConText's manner: words, category, direction, reach. Words between `/` are
verbs, inflected at load; others stand as written. The direction says on which side of the cue the
trigger stands; reach is counted in tokens.
"""

from __future__ import annotations

from typing import Final

# category direction reach | words
CUES: Final = """
# What is decided, agreed, ordered or scheduled, but has not happened.
planned after 14 | /plan/, /intend/, /decide/, /agree/, /vow/, /pledge/, /promise/, /prepare/, /schedule/
planned after 14 | /aim/, /undertake/, /commit to/, /approve/, /authorise/, /authorize/, /order/, /announce/, /opt/
planned after 12 | plan, plans, intention, intentions, decision, decisions, pledge, vow, promise, order, orders
planned after 12 | agreement, agreements, accord, deal, pact, timetable, timeline, schedule, roadmap, road map, calendar
planned after 12 | talks, negotiations, negotiation, joint committee, technical committee, discussions, consultations
planned after 12 | committee, commission, round of talks, technical talks, dialogue, framework, date for, dates for, technical work, joint work, joint technical work
planned after 8 | imminent, forthcoming, upcoming, planned, proposed, scheduled, expected, intended, future, next, coming
planned after 8 | /vote/, /choose/, /elect/, /resolve/, /direct/, /instruct/, /task/, decree, decrees, mandate, order to
planned after 14 | /postpone/, /delay/, /defer/, /put off/
planned after 8 | about to, set to, ready to, poised to, going to, bound to, slated to, supposed to, preparing to
planned after 8 | preparations, preparation, preparations for, preparing for, gearing up, readying, plotting, plot, plots, plotted, /plot/
planned after 8 | is due to, are due to, was due to, were due to, is expected to, are expected to, was expected to, were expected to
planned after 8 | is scheduled to, are scheduled to, is set to, are set to, was set to, were set to, is about to, are about to
planned after 8 | willing to, readiness, willingness, determined to, have yet to, has yet to, yet to, expected to, scheduled to
planned after 8 | on the eve of, ahead of, countdown to, deadline for, the start of talks on, mandate to, be ready to
planned after 8 | /swear/, revenge for, retaliate, retaliation, retaliatory, bracing for, is to, are to, was to, were to
planned before 9 | is planned, was planned, are planned, is scheduled
planned before 9 | was scheduled, are scheduled, is expected, are expected, is due, are due, is set, is being prepared
planned before 9 | was being prepared, being prepared, is imminent, was agreed, were agreed, has been agreed, has been approved
planned before 9 | was approved, is in preparation, postponed
planned before 9 | has been ordered, was ordered, has been postponed, was postponed, to begin, to start, to be completed
planned before 9 | expected, scheduled, planned for, due to start, due to begin, due by, by the end of, in preparation, are being prepared
planned before 9 | has been decided, was decided, has been scheduled, is under preparation
# What somebody wants, offers, fears or weighs.
hypothetical after 16 | /demand/, /urge/, /ask/, /request/, /propose/, /suggest/, /call for/, /call on/, /appeal/, /insist/, /seek/
hypothetical after 16 | /threaten/, /warn/, /fear/, /consider/, /weigh/, /discuss/, /debate/, /mull/, /offer/, /recommend/, /advise/
hypothetical after 14 | /chant for/, /march for/, /protest for/, /demonstrate for/, /campaign for/, /vote against/, /petition for/
hypothetical after 16 | /hope/, /want/, /wish/, /press for/, /push for/, /advocate/, /demand that/, /explore/, /study/, /examine/, /review/
hypothetical after 14 | demand, demands, call for, calls for, called for, calling for, request, requests, appeal, appeals, proposal, proposals
hypothetical after 12 | threat, threats, threat of, threats of, warning, warnings, warning of, fear, fears, possibility, prospect, risk, danger
hypothetical after 12 | idea of, option of, options, scenario, scenarios, hypothetical, potential, possible, eventual, would-be, ultimatum
hypothetical after 10 | in exchange for, in return for, on condition, condition for, conditional on, without a, until, prevent, preventing
hypothetical after 10 | to prevent, to avert, to deter, to stop, avert, deter, prevention of, guard against, protect against, protection against
hypothetical after 10 | in case of, in the event of, not ruled out, not rule out, refused to rule out, refuse to rule out, not excluded
hypothetical after 10 | did not rule out, has not ruled out, does not rule out, would not rule out, not ruling out, won't rule out, won't exclude
hypothetical after 10 | declined to rule out, had not ruled out, have not ruled out, open to, pending, in favour of, in favor of, support for
hypothetical after 10 | would not exclude, did not exclude, does not exclude, be allowed to, asking for, asked for, asks for, ask for
hypothetical after 12 | /lobby/, /petition/, /question whether/, whether to, whether, feasibility, /contemplate/, /float/, /moot/
hypothetical after 4 | days to, hours to, weeks to, months to
hypothetical after 10 | deter, deterring, detect, preventing further, avoid, avoiding, to avoid, in response to any, any, against any, condition
hypothetical after 10 | /rally for/, /rallied to demand/, necessary, necessity of, need to, needs to, need for, right to, vulnerable to, capable of
hypothetical before 10 | is possible, are possible, is likely, was possible
hypothetical before 10 | is being considered, being considered, under consideration, under discussion, under study, being discussed, being weighed
hypothetical before 10 | being studied, is feared, are feared, feared, is under review, be considered, should be discussed
hypothetical before 10 | was demanded, is demanded, was requested, has been requested, were requested, on the table
# What is said not to be.
denied after 18 | /deny/, /refute/, /rebut/, /reject/, /rule out/, /dismiss/, /refuse/, /exclude/, /decline to/, /disclaim/
denied after 14 | no plan, no plans, no plans to, no intention, no intention of, no intention to, no decision, no question of, no need for, no talk of
denied after 14 | no evidence of, no evidence that, no sign of, no signs of, no truth, no reports of, stopped short of, stop short of, fell short of
denied after 14 | false reports, false claims, false report, rumours, rumors, rumour, hoax, fabricated, baseless, untrue, no agreement on, no deal on
denied after 6 | no date for, no deadline for, no timetable, no date to, no timeline to
denied after 12 | no longer plans, denial, denials, denial of, refusal, refusal to, no date for, no timetable for, no timeline for, not true that
denied after 12 | failed to agree, without agreement on, without a deal on, nothing to do with, no involvement in, not involved in, played no part in
denied after 12 | no role in, not behind, not responsible for, no responsibility for, denied any, never, not considering, not planning, not going to
denied after 12 | no talks on, no discussion of, no discussions on, not asked for, not requested, no longer, has no need of, not intend, not plan
denied after 12 | call off, called off, calls off, calling off, cancelled, canceled, cancel, cancels, scrapped, shelved, suspended
denied after 12 | does not plan, do not plan, did not plan, does not intend, do not intend, not agreed to, not agree to, not decided to, ruled out
denied before 12 | did not happen, did not take place, never happened, never took place, was denied, were denied, has been denied, is false
denied before 12 | are false, was false, were false, untrue, is untrue, are untrue, baseless, unfounded, fabricated, was ruled out, is ruled out
denied before 12 | was rejected, were rejected, was cancelled, was canceled, was called off, were called off, is not planned, are not planned, not planned
denied before 12 | is out of the question, out of the question, was not discussed, is not being discussed, not under discussion, not on the table
denied before 12 | is not on the agenda, not on the agenda, has not begun, have not begun, has not started, had not begun, did not occur, no such
denied before 12 | has been ruled out, have been ruled out, had not taken place, have been denied, was a hoax, were a hoax, cancelled, canceled
denied before 12 | broke up, without agreement, without a deal, without result, without progress, failed, ended in failure
denied before 12 | was dismissed, were dismissed, ended without agreement, ended without a deal, collapsed, broke down, is not true, was not true
# What is real although a cue of another category stands farther off.
actual after 9 | /begin/, /start/, /complete/, /finish/, /continue/, /resume/, /launch/, /carry out/, /conduct/, /mount/, /stage/, /manage to/
actual after 5 | /help/, /rush to/, /manage/, /go on/, /proceed/, /force/
actual after 9 | /suffer/, /witness/, /confirm/, /hail/, /welcome the/, /condemn/, /denounce/, /strongly condemn/, able to, forced to, began to, beginning of
actual after 9 | start of, completion of, wave of, series of, in the wake of, victims of, killed in, wounded in, injured in, died in, dead in
actual after 9 | responsibility for, aftermath of, blamed for, blame for, /avenge/, days after, hours after, after, following, since, in response to
actual before 7 | began, started, is under way, was under way, under way, underway, is complete, was completed, took place
actual before 7 | killed, wounded, left, injured, destroyed, continued, ended, is continuing, has been completed, were carried out, was carried out
actual before 7 | came, occurred, happened, erupted, broke out, were reported, was reported, intensified, escalated, resumed
# What is only remembered.
historical after 6 | years after, years since, decades after, decades since, anniversary of, in memory of, memorial to, memorial for, survivors of
historical after 6 | veteran of, veterans of, /commemorate/, /remember/, victims of the, commemoration of, convicted of, convicted over, jailed for
historical after 9 | sentenced over, sentenced for, on trial for, on trial over, guilty of, charged with, charged over, trial over, trial of, inquest into
historical after 9 | jailed over, indicted for, extradited over, acquitted of, conviction over, conviction for, life term for, memoir of, history of
# Drills.
exercise either 30 | war game, war games, wargame, wargames, mock, simulated, simulation, simulating, simulates, simulate, firing blanks, blanks
exercise either 30 | live-fire exercise, live-fire exercises, training exercise, rehearsal, rehearsed, rehearse, drill, drills
exercise either 30 | military exercise, military exercises, military drill, military drills, naval exercise, naval exercises, joint exercise
exercise either 30 | joint exercises, joint drills, military manoeuvres, military maneuvers, manoeuvres, maneuvers, exercise, exercises, notional
# Words that hold a cue's form and mean something else.
none either 0 | not only, no doubt, no less than, no fewer than, without doubt, no matter, in order to, as well as, more than, as if, even if
none either 0 | in order, in order that, police custody, in decision, executive order, law and order, order of, orders of magnitude, public order
none either 0 | no casualties, no injuries, without casualties, without any casualties, peace deal, ceasefire deal, ceasefire agreement
none either 0 | despite denials, peace talks, ceasefire talks, next to, next day, next-door, in the next, in any way, may day, truce talks
none either 0 | not yet, not immediately, will power, at will, no one else, may also, any more, at any time, no comment, if any, called the
none either 0 | review committee, electoral commission, european commission, election commission, in agreement, peace agreement, truce deal
"""

# nuance direction reach | words
NUANCES: Final = """
foiled after 8 | /foil/, /thwart/, /repel/, /repulse/, /fend off/, /beat back/, /beat off/, /fight off/, /prevent/, /avert/, /frustrate/
foiled after 8 | /intercept/, /shoot down/, /down/, /defuse/, /abort/, failed, attempted, botched, abortive, /stave off/, /drive back/, bid to
foiled after 8 | unsuccessful, aborted, would-be, /neutralise/, /neutralize/, /block/, /confront/, foiling, foiling of, thwarting of, repelling of, /ward off/
foiled before 9 | was foiled, were foiled, was repelled, were repelled, was thwarted, were thwarted, was repulsed, were repulsed, foiled, thwarted
foiled before 9 | repelled, repulsed, were intercepted, was intercepted, intercepted, was averted, was prevented, beaten off, beaten back, fought off
foiled before 9 | failed, was aborted, has been foiled, have been foiled, had been foiled, has been thwarted, had been repelled, has been repelled
foiled before 9 | were shot down, was shot down, was driven back, were driven back, ended in failure, was beaten back, was defused, fended off
ongoing either 6 | ongoing, continuing, under way, underway, still raging, raged, raging, continued, continues, continue, ongoing for
demanded after 16 | /demand/, /urge/, /call for/, /call on/, /insist on/, demand, demands, calls for, ultimatum, /press for/, /appeal/
threatened after 14 | /threaten/, threat, threats, threat of, /vow/, ultimatum
postponed either 10 | /postpone/, /delay/, postponement, delayed, put off, /defer/, was postponed
collapsed either 12 | broke up, without agreement, without a deal, stalled, deadlocked, /collapse/, collapse, broke down, break down, breaks down, breakdown
unconfirmed either 30 | unconfirmed, not been confirmed, not been officially confirmed, not confirmed, unverified, not officially confirmed
unconfirmed either 30 | could not be verified, not be independently verified, could not independently verify, yet to be confirmed, no confirmation
unconfirmed either 30 | not immediately confirmed, could not verify, not be confirmed, could not confirm, no official confirmation, not yet confirmed
"""
