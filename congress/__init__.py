"""Who is in the chamber: congress, roll, accreditation, sittings, rooms, agenda, presence, proxies."""
