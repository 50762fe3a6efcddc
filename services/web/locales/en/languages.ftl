### What languages are called, by their tag.

## language-<tag>

language-sv = Swedish
language-en = English
language-so = Somali
language-ar = Arabic
language-fi = Finnish
language-ti = Tigrinya
language-fa = Persian
language-prs = Dari
language-ps = Pashto
language-ku = Kurdish
language-tr = Turkish
language-pl = Polish
language-uk = Ukrainian
language-ru = Russian
language-es = Spanish
language-fr = French
language-de = German
language-am = Amharic
language-bs = Bosnian
language-sq = Albanian
language-th = Thai
language-vi = Vietnamese
language-zh = Chinese
