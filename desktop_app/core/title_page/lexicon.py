"""Words that tell names of persons, places of work and notes apart on a title page."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words of the names of bodies and countries, which no name of a person has.
OF_PLACES = _words("""
    academia academy adobe affiliation alibaba amazon anthropic apple associates association
    australia austria avenue baidu bank belgium biology board brazil bureau bytedance campus
    canada center centre centro chemistry china cloud co collaboration college committee
    company computer computing consortium corp corporation council deepmind denmark
    departamento departement department dept division ecole economics engineering enterprises
    ericsson ethz facebook fachbereich facultad faculty faculté fakultät federal finland
    forschungszentrum foundation france germany gmbh google greece group hochschule hospital
    huawei ibm inc india industries informatics initiative inria institut institute institutes
    institution institutions instituto institutul instytut intel intelligence iran istituto
    italy japan kaist kingdom korea lab laboratoire laboratories laboratory laboratório labs
    linkedin llc ltd mathematics max-planck-institut media medical medicine microsoft ministry
    mit mozilla nasa national netflix netherlands networks nokia norway nvidia office openai
    oracle organisation organization philips philosophy physics plc poland politecnico
    politécnica polytechnic polytechnique portugal programme project psychology qualcomm
    republic research researchers road russia salesforce samsung school science sciences scuola
    section service services siemens singapore sociology software solutions sony spain states
    statistics street studio sweden switzerland systems taiwan team tech technical technische
    technologies technology tencent turkey uc twitter u.k u.s.a uber uk unit universidad
    universidade universita universitat universitatea universiteit universitesi universitet
    universitetet universities university università universität université usa verizon xerox
    yahoo zürich école
""")
# Places of two words, which look like names of persons.
PLACES = frozenset(
    name.replace("_", " ")
    for name in _words("""
    ann_arbor buenos_aires carnegie_mellon college_park costa_rica el_salvador georgia_tech
    hong_kong johns_hopkins las_vegas los_angeles max_planck menlo_park mountain_view new_delhi
    new_haven new_jersey new_mexico new_york new_zealand north_carolina palo_alto
    rio_de_janeiro salt_lake_city san_diego san_francisco san_jose santa_barbara santa_clara
    santa_cruz sao_paulo saudi_arabia south_africa south_carolina sri_lanka st._louis
    st._petersburg são_paulo tel_aviv virginia_tech
    """)
)
# Words of sentences, dates and notes, which no name has either.
OF_TEXT = _words("""
    abstract accepted access adviser advisor advisors and anonymous are article articles author
    authors available bachelor based chapter committee communicated conference contents
    contributed contribution copyright corresponding december degree dissertation doctor draft
    e-mail edited editor editors email equal equally fax february figure for friday from für
    has how http https introduction issue january journal key keywords letter letters mail
    manuscript master monday note november october online open our paper papers phone preprint
    presented proceedings professor published received report review revised saturday september
    submitted sunday supervised supervisor supervisors symposium table technical tel that the
    their thesis this through thursday toward towards tuesday und using version via volume
    wednesday what when where which who why with without workshop www
""")
