<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en_US">
<context>
    <name>Backlinks</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayActions</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>%n paper(s) will be deleted for good, with all you wrote.</source>
        <translation>
            <numerusform>%n paper will be deleted for good, with all you wrote.</numerusform>
            <numerusform>%n papers will be deleted for good, with all you wrote.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So will %n deleted note(s).</source>
        <translation>
            <numerusform>So will %n deleted note.</numerusform>
            <numerusform>So will %n deleted notes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicateActions</name>
    <message numerus="yes">
        <source>Merged %n group(s)…</source>
        <translation>
            <numerusform>Merged %n group…</numerusform>
            <numerusform>Merged %n groups…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merged %n group(s)</source>
        <translation>
            <numerusform>Merged %n group</numerusform>
            <numerusform>Merged %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message numerus="yes">
        <source>Merge all with the same DOI or arXiv identifier (%n)</source>
        <translation>
            <numerusform>Merge all with the same DOI or arXiv identifier (%n)</numerusform>
            <numerusform>Merge all with the same DOI or arXiv identifier (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown here</source>
        <translation>
            <numerusform>%n shown here</numerusform>
            <numerusform>%n shown here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message numerus="yes">
        <source>%n file(s) not written.</source>
        <translation>
            <numerusform>%n file not written.</numerusform>
            <numerusform>%n files not written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n highlight(s)</source>
        <translation>
            <numerusform>%n highlight</numerusform>
            <numerusform>%n highlights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) of your own</source>
        <translation>
            <numerusform>%n note of your own</numerusform>
            <numerusform>%n notes of your own</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Feed</name>
    <message numerus="yes">
        <source>%n card(s) buried until tomorrow</source>
        <translation>
            <numerusform>%n card buried until tomorrow</numerusform>
            <numerusform>%n cards buried until tomorrow</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) suspended</source>
        <translation>
            <numerusform>%n card suspended</numerusform>
            <numerusform>%n cards suspended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) taken out of review</source>
        <translation>
            <numerusform>%n card taken out of review</numerusform>
            <numerusform>%n cards taken out of review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Gesture</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LettingGo</name>
    <message numerus="yes">
        <source>Drop %n paper(s)</source>
        <translation>
            <numerusform>Drop %n paper</numerusform>
            <numerusform>Drop %n papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookLine</name>
    <message numerus="yes">
        <source>%n highlight(s) to look at: the text has changed</source>
        <translation>
            <numerusform>%n highlight to look at: the text has changed</numerusform>
            <numerusform>%n highlights to look at: the text has changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteList</name>
    <message numerus="yes">
        <source>%n deleted note(s)</source>
        <translation>
            <numerusform>%n deleted note</numerusform>
            <numerusform>%n deleted notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperActions</name>
    <message numerus="yes">
        <source>%n paper(s) added to the queue</source>
        <translation>
            <numerusform>%n paper added to the queue</numerusform>
            <numerusform>%n papers added to the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) done</source>
        <translation>
            <numerusform>%n paper done</numerusform>
            <numerusform>%n papers done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) marked as unread</source>
        <translation>
            <numerusform>%n paper marked as unread</numerusform>
            <numerusform>%n papers marked as unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) dropped</source>
        <translation>
            <numerusform>%n paper dropped</numerusform>
            <numerusform>%n papers dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) moved to the bin</source>
        <translation>
            <numerusform>%n paper moved to the bin</numerusform>
            <numerusform>%n papers moved to the bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) brought back</source>
        <translation>
            <numerusform>%n paper brought back</numerusform>
            <numerusform>%n papers brought back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersIn</name>
    <message numerus="yes">
        <source>%n paper(s) added</source>
        <translation>
            <numerusform>%n paper added</numerusform>
            <numerusform>%n papers added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) among them</source>
        <translation>
            <numerusform>%n version among them</numerusform>
            <numerusform>%n versions among them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n highlight(s) added, {present} already there</source>
        <translation>
            <numerusform>%n highlight added, {present} already there</numerusform>
            <numerusform>%n highlights added, {present} already there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of {name} left out.</source>
        <translation>
            <numerusform>%n record of {name} left out.</numerusform>
            <numerusform>%n records of {name} left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) moved to the bin</source>
        <translation>
            <numerusform>%n paper moved to the bin</numerusform>
            <numerusform>%n papers moved to the bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came in without a part.</source>
        <translation>
            <numerusform>%n came in without a part.</numerusform>
            <numerusform>%n came in without a part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of {name} came in without a part.</source>
        <translation>
            <numerusform>%n record of {name} came in without a part.</numerusform>
            <numerusform>%n records of {name} came in without a part.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Planner</name>
    <message numerus="yes">
        <source>%n paper(s) put on today’s plan</source>
        <translation>
            <numerusform>%n paper put on today’s plan</numerusform>
            <numerusform>%n papers put on today’s plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) spread over the coming days</source>
        <translation>
            <numerusform>%n paper spread over the coming days</numerusform>
            <numerusform>%n papers spread over the coming days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) dropped</source>
        <translation>
            <numerusform>%n paper dropped</numerusform>
            <numerusform>%n papers dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message numerus="yes">
        <source>adds %n paper(s)</source>
        <translation>
            <numerusform>adds %n paper</numerusform>
            <numerusform>adds %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) among them</source>
        <translation>
            <numerusform>%n version among them</numerusform>
            <numerusform>%n versions among them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>completes %n paper(s) you have</source>
        <translation>
            <numerusform>completes %n paper you have</numerusform>
            <numerusform>completes %n papers you have</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>brings %n paper(s) back from the bin</source>
        <translation>
            <numerusform>brings %n paper back from the bin</numerusform>
            <numerusform>brings %n papers back from the bin</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReferenceCopies</name>
    <message numerus="yes">
        <source>Copied the citation of %n paper(s)</source>
        <translation>
            <numerusform>Copied the citation of %n paper</numerusform>
            <numerusform>Copied the citation of %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied BibTeX of %n paper(s)</source>
        <translation>
            <numerusform>Copied BibTeX of %n paper</numerusform>
            <numerusform>Copied BibTeX of %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n citation key(s)</source>
        <translation>
            <numerusform>Copied %n citation key</numerusform>
            <numerusform>Copied %n citation keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message numerus="yes">
        <source>%n highlight(s) added to review</source>
        <translation>
            <numerusform>%n highlight added to review</numerusform>
            <numerusform>%n highlights added to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarModel</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n highlight(s) due</source>
        <translation>
            <numerusform>%n highlight due</numerusform>
            <numerusform>%n highlights due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimilarActions</name>
    <message numerus="yes">
        <source>Choose %n paper(s) at most to find what is similar to them.</source>
        <translation>
            <numerusform>Choose %n paper at most to find what is similar to them.</numerusform>
            <numerusform>Choose %n papers at most to find what is similar to them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimilarFeed</name>
    <message numerus="yes">
        <source>Similar to %n paper(s)</source>
        <translation>
            <numerusform>Similar to %n paper</numerusform>
            <numerusform>Similar to %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n indexed paper(s), on this computer</source>
        <translation>
            <numerusform>from %n indexed paper, on this computer</numerusform>
            <numerusform>from %n indexed papers, on this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakingOver</name>
    <message numerus="yes">
        <source>This file holds %n annotation(s) of its own.</source>
        <translation>
            <numerusform>This file holds %n annotation of its own.</numerusform>
            <numerusform>This file holds %n annotations of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) taken over</source>
        <translation>
            <numerusform>%n annotation taken over</numerusform>
            <numerusform>%n annotations taken over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Title</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unsettled</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Highlights to look at, %n left</source>
        <translation>
            <numerusform>Highlights to look at, %n left</numerusform>
            <numerusform>Highlights to look at, %n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsLine</name>
    <message numerus="yes">
        <source>+%n</source>
        <translation>
            <numerusform>+%n</numerusform>
            <numerusform>+%n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more version(s)</source>
        <translation>
            <numerusform>%n more version</numerusform>
            <numerusform>%n more versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WholeLibrary</name>
    <message numerus="yes">
        <source>%n document(s) not copied.</source>
        <translation>
            <numerusform>%n document not copied.</numerusform>
            <numerusform>%n documents not copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) in the plain files not used.</source>
        <translation>
            <numerusform>%n thing in the plain files not used.</numerusform>
            <numerusform>%n things in the plain files not used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came in without a part.</source>
        <translation>
            <numerusform>%n came in without a part.</numerusform>
            <numerusform>%n came in without a part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n highlight(s)</source>
        <translation>
            <numerusform>%n highlight</numerusform>
            <numerusform>%n highlights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
</TS>