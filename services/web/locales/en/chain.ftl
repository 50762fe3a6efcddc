### Texts of chains and of decisions explained.

## A chain as a timeline in both directions.

chain-programme = The case
chain-trail-programme = The case's trail
chain-trail-measure = The measure's trail: { $name }
chain-trail-report = The report's trail: { $name }
chain-trail-decision = The decision's trail: { $name }
chain-trail-figure = The figure's trail: { $name }
chain-lead = What led here and what came of it, in the order in which it was recorded.
chain-before = What led here
chain-before-none = Nothing in the record led here.
chain-itself = What is recorded of the matter itself
chain-after = What came of it
chain-after-none = Nothing has come of it yet.
chain-events = The events in order
chain-number = no. { $position }
chain-many = { $count ->
    [one] { $count } event, no. { $position }
   *[other] { $count } events, from no. { $position }
 }
chain-by = By
chain-by-process = the follow-up
chain-authority = under no. { $position }
chain-knowledge = when { $events } events were known
chain-because = hangs together with no. { $position }
chain-first = The numbers of the first
chain-hidden = Concerns a pupil; the content is shown only to those who may see the pupil.
chain-explain = Explain the decision
chain-gone = The content has been disposed of.
chain-mixed = Events of several kinds
chain-chain = The whole chain

## A decision explained.

explain-title = The decision at no. { $position }
explain-lead = Who decided, by what authority, and what was known then.
explain-what = What was decided
explain-when = Recorded
explain-who = By
explain-authority = By authority of
explain-authority-grant = the role was granted at no. { $position } ({ $scope })
explain-authority-delegated = and decisions were delegated at no. { $position }
explain-authority-none = The follow-up acts in nobody's name, or the grant does not stand in the record.
explain-cause = Follows from
explain-knowledge = Knowledge
explain-knowledge-is = The first { $events } events. Pages shown “as it was known” at { $size } show what the decider could see.
explain-again = If the same is tried again on the same state
explain-again-same = ✓ the decision is the same.
explain-again-other = ⚠ the decision is another: the rules have changed since, or the history was loaded.
explain-again-refused = ⚠ it is refused: { $why }
explain-again-gone = ◇ it can no longer be done: content it rested on has been disposed of.
explain-state = What the decision rested on
explain-state-lead = { $count ->
    [one] { $count } event. The decision was taken on it and nothing else.
   *[other] { $count } events. The decision was taken on these and no others.
 }
explain-state-newest = The newest { $shown } of { $count } are shown.
explain-state-none = The decision needed nothing that had been recorded before.
explain-not = The event cannot be explained: it was loaded or disposed of, or is no decision.
