"""Stems of words, and the words that say nothing of a paper by themselves."""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = re.compile("[aeiouy]")

# Never at the border of a term: words of grammar, and what papers say about themselves.
_GRAMMAR = """
    a about above across after again against all almost along already also although always am among
    an and another any are aren around as at away back be became because become been before being
    below between beyond both but by can cannot could d despite did do does doing don done down due
    during each either else enough etc even ever every far few first for from further furthermore
    given had has have having he hence her here his how however i ie if in indeed instead into is
    isn it its itself just last later least less let like ll many may me might more moreover most
    much must my near neither never next no nor not now of off often on once one onto or other
    others otherwise our out over overall own per perhaps prior quite rather re s same second
    several shall she should since so some soon still such t than that the their them themselves
    then there thereby therefore these they third this those though three through throughout thus to
    together too toward towards two under unlike until up upon us ve very via was we well were what
    when whenever where whereas whether which while who whom whose why will with within without
    would yet you your
"""
_SAYING = """
    able accelerate accelerated accelerates accelerating acceleration achievable achieve achieved
    achieves achieving address addresses addressing adopt aim aims al allow allowing allows amount
    amplify amplifying analyze applied apply applying appropriate artifact artifacts available aware
    balance based best better big boost boosting boosts bring brings broad broader build building
    built call called care careful certain clear com combine combines combining common compare
    compared comparing compelling competitive complementary complete comprehensive comprising
    concern conduct confirm consequence consider considerable considering consist consistent
    consists contain containing contains contrast correct counter create created creating critical
    curated deliver demonstrate demonstrated demonstrates demonstrating depend depends deploy
    deployed derive derived describe design designed designing desirable desired determine develop
    developed different discover discuss distinct diverse draw easy effective elaborate emerge
    emerged emerging empirical employ employs enable enabled enables enabling encourage enhance
    enhanced enhances enhancing ensure ensures ensuring establish et evaluate evaluated evaluating
    evaluation evidence examine example excel excellent excels exhibit exhibits existing expect
    expected experiment experimental experiments explain exploit exploiting exploits explore
    explores exploring expose extend extended extends extensive extreme face faces facilitate fail
    fails fair fast faster favor feasible find finding findings finds focus focused focuses focusing
    follow following follows found free fresh gain gains gap generate generated generates generic
    get github give gives giving goes going good great grow growing half handle handles handling
    happen help helps high highlight highlights hope https huge identify illustrate implies imply
    impressive improve improved improvement improvements improves improving include included
    includes including incorporate incorporates increase increased increases increasing indicate
    indicates inspired insufficient interactive interesting intriguing introduce introduced
    introduces introducing investigate involve involves io keep key known lack lacking large larger
    largest lead leading leads learn learned learns leave leverage leverages leveraging limited
    lower made main maintain maintaining major make makes making match mean meaning meet minimal
    mitigate modern modest motivate motivated motivates need needed needs new notable note novel
    observe observed observes obtain obtained occur occurs offer offers ones option org orthogonal
    outperform outperforming outperforms page paper paradigm part partial perfect perform performed
    performing performs pick plausible play plays poor popular possible potential powerful precise
    present presented presents prevent prevents previous probe produce produces producing project
    prominent promising proper propose proposed proposes proposing prove provide provided provides
    providing pursue pursuing put raise rapid rare read receive received recent reduce reduced
    reduces reducing regard relative relies rely relying remain remains remarkable report require
    required requires requiring resulting reveal reveals rich rise robust satisfy seek seen separate
    serious serve serves set share shared short show showcase showcasing showed showing shown shows
    significant similar simple single slow slower small solve solving sophisticated specific speed
    speedup standard start starting state straightforward strength strict strive strong studied
    studies study substantial successful sudden suffer suffers sufficient suggest suggests suitable
    superior support surpass surpasses surpassing surprising systematic tackle tailor tailored take
    takes taking target tend tested think thousand tie traditional train trained training treat true
    try trying turn typical ultimate undergo underlying understand understood unexplored unified
    unique unprecedented use used useful uses using utilize utilizes utilizing validate valuable
    various vast verify versatile view way ways weak website whole wide wild work works world worse
    worth www yield yielding yields
"""
# Fine inside a term but saying nothing by themselves; compared as stems.
_GENERIC_WORDS = """
    ability accuracy accurate advance advantage algorithm analysis application approach architecture
    area art aspect author average baseline benchmark capability capable capacity case challenge
    challenging change characteristic class code collect collection community complex complexity
    component computation computational computer concept condition content contribution control cost
    crucial current data dataset deep demand dependence dependency detail development difference
    difficult difficulty direct direction domain downstream dynamic effect effectiveness efficiency
    efficient effort end entire environment error essential existence extent factor failure family
    feature field final flexible form formulation framework function fundamental future general
    generation global goal group growth hard human idea image impact implementation importance
    important information initial input insight instance integration interaction interest issue job
    knowledge language learning length level limit limitation line literature local long loss low
    machine manner mechanism method methodology metric million model module multi multiple natural
    nature necessary network neural number objective open operation optimal order original output
    pair parameter people performance perspective phase phenomenon piece pipeline platform point
    practical practice principle problem procedure process progress property public purpose quality
    quantity question random range rate ratio real reason relation release representation research
    researcher resource response result role sample scale scenario scheme score sense setting side
    size software solution sota source space speed stage step strategy structure subset success
    system task team technique technology term test text theoretical theory time tool top topic type
    understanding unit update user value variant variety version video visual
"""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give what forms of a folded word have in common: without plural, -ing, -ed, -ation; -ise."""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and len(word) > 3:
        word = word[:-1]
    for ending, least in (("ation", 4), ("ing", 3), ("ed", 3)):
        bare = word.removesuffix(ending)
        if len(word) > len(bare) >= least and _VOWEL.search(bare) and not word.endswith("eed"):
            word = bare
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    return f"{word[:-1]}s" if len(word) > 5 and word.endswith(("iz", "yz")) else word


STOP = frozenset(_GRAMMAR.split() + _SAYING.split())
GENERIC = frozenset(map(stem, _GENERIC_WORDS.split()))
