import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
application = get_wsgi_application()
# What the program itself is made of is never garbage: the collector need not look through it while pages are made.
gc.collect()
gc.freeze()
