### What languages are called, by their tag.

## language-<tag>

language-sv = svenska
language-en = engelska
language-so = somaliska
language-ar = arabiska
language-fi = finska
language-ti = tigrinska
language-fa = persiska
language-prs = dari
language-ps = pashto
language-ku = kurdiska
language-tr = turkiska
language-pl = polska
language-uk = ukrainska
language-ru = ryska
language-es = spanska
language-fr = franska
language-de = tyska
language-am = amhariska
language-bs = bosniska
language-sq = albanska
language-th = thailändska
language-vi = vietnamesiska
language-zh = kinesiska
