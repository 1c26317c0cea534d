"""A client that nobody here wrote: Python's websockets.

websocket_client.py URL ORIGIN [TEXT...]   sends each TEXT, prints each answer, closes, prints the close code.
A refused handshake prints its status.
"""

import asyncio
import sys

import websockets


async def talk(url, origin, texts):
    try:
        async with websockets.connect(url, origin=origin) as socket:
            for text in texts:
                await socket.send(text)
                print(await asyncio.wait_for(socket.recv(), 20), flush=True)
            await socket.close(1000)
            print("closed", socket.close_code)
    except websockets.InvalidStatusCode as refusal:
        print("refused", refusal.status_code)


asyncio.run(talk(sys.argv[1], sys.argv[2], sys.argv[3:]))
