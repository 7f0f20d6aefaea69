import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
application = get_wsgi_application()
# What the program itself is made of is never garbage: the collector need not look through it while pages are made.
gc.collect()
gc.freeze()
# A page makes some ten thousand things and lets go of them all: to look among them meanwhile finds nothing.
gc.set_threshold(20_000, 20, 20)
