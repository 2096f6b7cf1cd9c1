//! Words that one slip turns into another word: never taken for misspellings of each other.
//!
//! A list of pairs met in peer support, health, education and law, and of everyday words of six letters or more
//! that differ by one edit from another. It adds to the words of the loaded banks ([`super::Lexicon`]).

/// The words, lower case. Order and repetition do not matter.
pub(super) const CONFUSABLES: &str = "
abused abuser accept access addition addiction addicted adherence adherent adoption adaption adaptation adverse averse
advice advise advised adviser affect effect affected effected affective effective affirmation confirmation
alternate alternative ambulance ambivalence analysis analyses anxious anxiety apathy apathetic appraise apprise
assent ascent assess access assure ensure insure assume resume attention attrition intention retention detention
autonomy anatomy barrier carrier career carer careers carers bereaved believed breath breathe breadth
caring carving casual causal causality casualty center censure censor ceremony choice choose clarity clarify
clinic clinical cynical coach couch coercion cohesion collaborate corroborate command commend commit comment
compassion comparison competence competency complaint compliant compliance complement compliment comprehensive
comprehensible conceal cancel concern concert confidant confident confirm conform conflict confront connect correct
conscience conscious consent content contest context contend convent consult console conserve converse conversation
conservation contact contract contrast control convert covert convict cooperate corporate council counsel counselor
councilor course coarse create crate credible creditable crisis crises culture curator custody custom
daily dairy deceased diseased decease disease decent descent dissent decide deride deduction induction reduction
defect detect deject defer deter define refine deflect deflecting deflection deflections deflective reflect
reflecting reflection reflective reflections reflector reflected deliberate liberate delirium denial dental mental
metal medal dependence dependency dependent dependant deposition disposition depression repression oppression
suppression expression impression desert dessert desist resist detention retention device devise direct directive
direction discreet discrete discuss discus disability disable unable enable distinct instinct diverse divorce
divert invert drawing drowning economic economy effort elicit illicit eligible illegible emigrate immigrate eminent
imminent emotion motion notion empathy sympathy empathetic sympathetic empathic empower employer employee employed
engage enrage enlist ensue ensure entitle envelop envelope erotic erratic ethics ethnic ethical ethnics event
evidence exclude include exclusion inclusion exercise exorcise expand expend expect except expert export explicit
implicit extend intend extent intent external eternal internal interval formal former formally formerly format
forward foreword friend fiend further farther genetic generic gender tender grater greater grieve grieved grieving
grief guardian garden habit inhabit healing hearing heading helper helped hospice hospital hostel hostile human humane
hearsay heresy hypertension hypotension hypothermia hyperthermia illusion allusion delusion impatient inpatient
outpatient patient patent patience patients impeach impinge impair repair incidence incident inference interference
infect inject inflict ingenious ingenuous inhibit inhabit insight incite instance instants intense intensive
intent intention invention interpersonal intrapersonal intrastate interstate involuntary voluntary volunteer issue
tissue judicial judicious justice latter letter leader reader learner leaner legal regal lessen lesson liable libel
license licence listen listed local vocal locate loose lose loss lightening lightning managed manager mandate
manner manor marital martial material maternal paternal fraternal measure median medial mediate mediated meditate
mediation meditation medication medicate medicated meditated medical medicine mentee mentor mentored message massage
militate mitigate minimize maximize minimizing maximizing minimum maximum minimise maximise moderate modern monitor
moral morale morality mortality mortal motive native neglect notable notary number numbness nurture nature objective
subjective observe obscure obsession possession session official officious optical optimal optional organ origin
original overt covert overview override parent patent parental parole partial martial partner pattern passage
passive massive payment peer perceive receive perception reception deception personal personnel perpetrate
perpetuate persecute prosecute person parson perspective prospective physic physical psychic psychical physician
physicist policy police polite pursue peruse practical practicable practice practise pray prey precede proceed
precedent president predict preclude prelude prescribe proscribe prescription proscription present prevent preserve
persevere principal principle process profess profession procession progress project protect protest provide provider
provided prove proof public publish quality quantity quiet quite racism rational national ration ration reaction
creation reactive creative reality realty realize recent resent recess reckless recluse record recorder recover
recovery recovered referee referral reform inform refuge refugee refute refuse regime regimen regiment regional
rehearse relapse collapse elapse relate relation relative relieve believe relief belief remission permission admission
remorse repress oppress depress request require requite rescue residue reserve reverse resident residence resilience
resign design respect respond respondent despondent respectful respective respectfully respectively response
responsible rest retell retail revenge reverence reward rewind safely safety safely scared sacred secure seizure
seizures sensual sensuous sexual shelter smelter similar simile simulate stimulate simulation stimulation social
special socialize specialize spiritual ritual stable staple state statue statute stature status stationary stationery
status straight strait strain strained strength stress stressor stressed suicide supervise supervisor supervised
support supporter supported suppose suspect suspend sympathize empathize tenant tenet therapist thorough through though
throughout threat treat thread tortuous torturous trained trainee trainer trainers trainees transfer transform
transference transmission trauma treatise treatment treaty trustee trusted truster unite untie urban urbane
validate invalidate valuable variable venerable vulnerable veracious voracious verbal herbal vertical virtual
victim violate violent virtual vision visitor vocation vacation wander wonder warning warming weather whether
wellness illness witness worker worked working walking wording worship warship writer waiter written
";
