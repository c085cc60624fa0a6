<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en_US">
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>%n record(s) of {name} left out.</source>
        <translation>
            <numerusform>%n record of {name} left out.</numerusform>
            <numerusform>%n records of {name} left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) added</source>
        <translation>
            <numerusform>%n paper added</numerusform>
            <numerusform>%n papers added</numerusform>
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
        <source>%n record(s) left out</source>
        <translation>
            <numerusform>%n record left out</numerusform>
            <numerusform>%n records left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) will be deleted for good, with all you wrote.</source>
        <translation>
            <numerusform>%n paper will be deleted for good, with all you wrote.</numerusform>
            <numerusform>%n papers will be deleted for good, with all you wrote.</numerusform>
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
        <source>%n paper(s) marked as read</source>
        <translation>
            <numerusform>%n paper marked as read</numerusform>
            <numerusform>%n papers marked as read</numerusform>
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
    <name>SimilarFeed</name>
    <message numerus="yes">
        <source>from %n indexed paper(s), on this computer</source>
        <translation>
            <numerusform>from %n indexed paper, on this computer</numerusform>
            <numerusform>from %n indexed papers, on this computer</numerusform>
        </translation>
    </message>
</context>
</TS>