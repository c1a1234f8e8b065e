package sarif

import (
	"fmt"
	"slices"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Notifications that the writer adds to the scanners' notices.
const (
	limitsID      = "report-limits"        // what this report left out
	hiddenID      = "hidden-by-repository" // what the scanned tree hides by its own files
	notAssessedID = "not-assessed"         // rows of the checklist
	mergeID       = "merged-reports"       // what merging had to decide

	noticesURI = informationURI + "/blob/main/docs/output.md#notices"
)

// invocation returns what is to be known of the scan itself. It names no time,
// machine, user or directory: the same input gives the same bytes, and nothing of
// the machine leaves it.
func (w *writer) invocation(s *engine.Summary, cut cuts) *model.Invocation {
	run := &model.Invocation{ExecutionSuccessful: ptr(!s.Incomplete), ExitCode: ptr(s.ExitCode())}
	switch s.ExitCode() {
	case engine.ExitIncomplete:
		run.ExitCodeDescription = ptr("incomplete: something in scope was not scanned")
	case engine.ExitFindings:
		run.ExitCodeDescription = ptr(fmt.Sprintf("findings of severity %s or worse", s.FailOn))
	default:
		run.ExitCodeDescription = ptr("complete and clean")
	}
	notices := s.Notices
	if more := len(notices) - maxNotices; more > 0 {
		// Those that make the scan incomplete first; else as they come.
		notices = mostSevere(notices, maxNotices, func(a, b scanners.Notice) int { return int(level(b)) - int(level(a)) })
		run.ToolExecutionNotifications = append(run.ToolExecutionNotifications, notification(scanners.Notice{
			ID: limitsID, Level: rules.Warning, Message: fmt.Sprintf("%d notifications are left out; --format json has everything", more),
		}, nil))
	}
	for _, n := range slices.Concat(notices, summaryNotices(s, cut)) {
		run.ToolExecutionNotifications = append(run.ToolExecutionNotifications, notification(n, w.scan.Sources))
	}
	return run
}

// summaryNotices returns what must be said of a run as a whole.
func summaryNotices(s *engine.Summary, cut cuts) []scanners.Notice {
	var out []scanners.Notice
	if s.HiddenByRepository > 0 {
		out = append(out, scanners.Notice{ID: hiddenID, Level: rules.Note, Message: fmt.Sprintf("findings hidden by files of the scanned repository itself: %d", s.HiddenByRepository)})
	}
	if len(s.NotAssessed) > 0 {
		out = append(out, scanners.Notice{ID: notAssessedID, Level: rules.Note, Message: "rows of the launch checklist that this run did not assess: " + strings.Join(s.NotAssessed, ", ")})
	}
	if text := cut.String(); text != "" {
		out = append(out, scanners.Notice{ID: limitsID, Level: rules.Warning, Message: "left out of this report, which would pass GitHub's limits: " + text + "; --format json has everything"})
	}
	return out
}

// notification returns a notice. A place without a line is the file as such.
func notification(n scanners.Notice, sources *engine.Sources) *model.Notification {
	out := &model.Notification{
		Descriptor: &model.ReportingDescriptorReference{Id: ptr(n.ID)},
		Level:      level(n).String(),
		Message:    message(n.Message),
	}
	if n.ID == "" {
		out.Descriptor.Id = ptr("notice")
	}
	if n.Location != nil && n.Location.Path != "" {
		l := &model.Location{PhysicalLocation: &model.PhysicalLocation{ArtifactLocation: artifact(n.Location.Path)}}
		if n.Location.StartLine > 0 {
			l.PhysicalLocation.Region = region(*n.Location, sources)
		}
		out.Locations = []*model.Location{l}
	}
	return out
}

func level(n scanners.Notice) rules.Severity {
	switch {
	case n.Incomplete:
		return rules.Error
	case n.Level == 0:
		return rules.Warning
	}
	return n.Level
}

// describeNotifications sets the run's notification descriptors, sorted by ID and
// only those in use, and the indexes that point to them.
func describeNotifications(run *model.Run) {
	index := make(map[string]uint)
	for _, i := range run.Invocations {
		for _, n := range i.ToolExecutionNotifications {
			index[value(n.Descriptor.Id)] = 0
		}
	}
	var ids []string
	for id := range index {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	run.Tool.Driver.Notifications = nil
	for i, id := range ids {
		index[id] = uint(i)
		run.Tool.Driver.Notifications = append(run.Tool.Driver.Notifications, notificationDescriptor(id))
	}
	for _, i := range run.Invocations {
		for _, n := range i.ToolExecutionNotifications {
			n.Descriptor.Index = ptr(index[value(n.Descriptor.Id)])
		}
	}
}

// notificationDescriptor describes an ID. GitHub's rules ask of it what they ask
// of a rule.
func notificationDescriptor(id string) *model.ReportingDescriptor {
	words := strings.ReplaceAll(id, "-", " ")
	return &model.ReportingDescriptor{
		ID:               id,
		Name:             ptr(friendly(id, "Notice")),
		ShortDescription: &model.MultiformatMessageString{Text: ptr(sentence(words))},
		FullDescription:  &model.MultiformatMessageString{Text: ptr("A notice about the scan itself: " + words + ".")},
		Help:             &model.MultiformatMessageString{Text: ptr("What notices mean: " + noticesURI)},
		HelpURI:          ptr(noticesURI),
	}
}
